"""`mandata serve`: the portal on this machine, with its background worker, on the register as it is set."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
from typing import Any

from ..errors import RegisterError
from .failures import Failures


def serve(*, host: str = "127.0.0.1", port: int = 8000, workers: int = 2, threads: int = 4) -> int:
    """Serve until a signal ends it (SIGINT, SIGTERM); the exit status is 1 where it could not begin."""
    from .desk import open_register

    failures = Failures()
    with failures.caught():
        port = _free(host, port)
        os.environ.setdefault("MANDATA_SITE", f"http://{_shown(host)}:{port}")
        open_register()
        _collect()
        _run(host, port, workers, threads)
    return failures.status


def _free(host: str, port: int) -> int:
    """The port, if it is free (0: any that is). Raises RegisterError where something else has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as problem:
            raise RegisterError(f"{host}:{port} cannot be used ({problem.strerror})", "a free port", "--port") from None
        return int(tried.getsockname()[1])


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _collect() -> None:
    """Put style sheets, scripts and pictures of all parts together, compressed, under names that change with them."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _run(host: str, port: int, workers: int, threads: int) -> None:
    from gunicorn.app.base import BaseApplication

    worker = multiprocessing.get_context("spawn").Process(target=_work, name="mandata-worker", daemon=True)

    class Server(BaseApplication):  # type: ignore[misc]
        """Gunicorn with these settings alone."""

        def load_config(self) -> None:
            for name, value in _settings(host, port, workers, threads, worker).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from django.core.wsgi import get_wsgi_application

            return get_wsgi_application()

    from django.db import connections

    connections.close_all()  # none may be shared with the processes to come
    try:
        Server().run()
    except SystemExit as ended:
        if ended.code:
            raise RegisterError("the server ended", "see above") from None


def _settings(host: str, port: int, workers: int, threads: int, worker: Any) -> dict[str, Any]:
    def ready(server: Any) -> None:
        worker.start()
        print(f"{os.environ['MANDATA_SITE']}/", file=sys.stdout, flush=True)

    def ended(server: Any) -> None:
        if worker.is_alive():
            worker.terminate()
            worker.join(10)

    return {
        "bind": f"{_shown(host)}:{port}",
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "max_requests": 20_000,
        "max_requests_jitter": 2_000,
        "timeout": 120,
        "graceful_timeout": 15,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": ready,
        "on_exit": ended,
    }


def _work() -> None:
    """The background worker, in a process of its own: jobs at once, reminders once a day."""
    from .desk import open_register

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends it
    end = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: end.set())
    open_register()
    from ..register.worker import Embedded

    embedded = Embedded()
    embedded.start()
    end.wait()
    embedded.stop()
