"""The public application while it is being written: step by step, on the server, resumed by a secret link."""
