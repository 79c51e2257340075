"""A web server on this computer, in place of time authorities and lists of withdrawn keys."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper


class LocalNetwork:
    """Answers by path: bytes, a status to refuse by, or what a function makes of a request."""

    def __init__(self, server):
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.answers = {}

    def answer(self, path, body):
        found = self.answers.get(path, 404)
        return found(body) if callable(found) else found


@contextmanager
def local_network():
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            found = network.answer(
                self.path, self.rfile.read(int(self.headers.get("Content-Length", 0)))
            )
            status, body = (found, b"") if isinstance(found, int) else (200, found)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_arguments):
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        network = LocalNetwork(server)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield network
        finally:
            server.shutdown()
            thread.join()


def clock_of(key, certificate, at, *, above=()):
    """Return a time authority whose clock says `at`, as an answer."""
    stamper = DummyTimeStamper(
        x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        keys.PrivateKeyInfo.load(
            key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        ),
        certs_to_embed=[x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in above],
        fixed_dt=at,
    )
    return lambda body: stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()
