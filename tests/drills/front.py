"""What stands around several processes of a site: nginx, by the file that is shipped, and Redis."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
from pathlib import Path

from tests.drills.house import ROOT

SHIPPED = ROOT / "deploy" / "nginx.conf"
HTTPS, HTTP, REDIS = 8443, 8480, 63_790

MAIN = """{user}daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx-main.log crit;
events {{}}
http {{
    include {types};
    client_body_temp_path {folder}/corps;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/murat.conf;
}}
"""


def missing() -> list[str]:
    """The programs of this exercise that the machine does not have."""
    return [name for name in ("nginx", "openssl", "redis-server") if program(name) is None]


def program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def site_file(folder: Path, medias: Path, ports: list[int]) -> str:
    """The shipped file: its addresses, its folders and its name alone are those of the drill."""
    upstreams = "\n".join(f"    server 127.0.0.1:{port};" for port in ports)
    changed = {
        "    server 127.0.0.1:8000;": upstreams,
        "listen 443 ssl": f"listen 127.0.0.1:{HTTPS} ssl",
        "listen 80": f"listen 127.0.0.1:{HTTP}",
        "www.example.org": "127.0.0.1",
        "/etc/ssl/murat": str(folder),
        "/srv/murat/var/medias": str(medias),
        "/var/log/nginx/murat.log": f"{folder}/nginx.log",
    }
    text = SHIPPED.read_text(encoding="utf-8")
    for shipped, own in changed.items():
        if shipped not in text:
            raise RuntimeError(f"deploy/nginx.conf ne contient plus « {shipped} ».")
        text = text.replace(shipped, own)
    return text


def start_nginx(folder: Path, medias: Path, ports: list[int]) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True)
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem"),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    (folder / "murat.conf").write_text(site_file(folder, medias, ports), encoding="utf-8")
    main = folder / "nginx.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""
    main.write_text(MAIN.format(user=user, folder=folder, types="/etc/nginx/mime.types"))
    command = [str(program("nginx")), "-c", str(main), "-p", str(folder)]
    subprocess.run([*command, "-t", "-q"], check=True)
    return subprocess.Popen(command)


def start_redis(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            "redis-server",
            "--port",
            str(REDIS),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(folder),
        ],
        stdout=subprocess.DEVNULL,
    )


def trust(folder: Path) -> ssl.SSLContext:
    """What makes a client believe the certificate of the drill, and no other."""
    return ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
