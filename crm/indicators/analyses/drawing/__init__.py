"""Where things stand on the charts of the analyses. Every chart is told again by the table beside it."""
