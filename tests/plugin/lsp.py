"""A small client of the language server protocol, over the pipes of a server it starts."""
import json
import pathlib
import queue
import subprocess
import threading
import time


class Server:
    """Starts the program. Requires: closed with close(), or used in a with statement."""

    def __init__(self, program, root, args=(), log=None):
        self.root = pathlib.Path(root)
        self._log = open(log, "wb") if log else subprocess.DEVNULL
        self._process = subprocess.Popen([program, *args], cwd=root, stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, stderr=self._log)
        self.pid = self._process.pid
        self._messages = queue.Queue()
        self._ids = 0
        self._versions = {}
        self.diagnostics = {}  # what was published last, by (uri, version)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.capabilities = self.request("initialize", {
            "processId": None, "rootUri": self.root.as_uri(),
            "capabilities": {"textDocument": {
                "publishDiagnostics": {"relatedInformation": True, "codeDescriptionSupport": True,
                                       "versionSupport": True},
                "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
            }},
        })["capabilities"]
        self.notify("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Shuts the server down as an editor does; returns its exit code."""
        if self._process.returncode is not None:
            return self._process.returncode
        if self._process.poll() is None:
            self.request("shutdown", None)
            self.notify("exit", None)
        try:
            code = self._process.wait(timeout=300)  # it finishes its index on a busy machine
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        finally:
            self._process.stdin.close()
            self._reader.join()
            self._process.stdout.close()
            if self._log is not subprocess.DEVNULL:
                self._log.close()
        return code

    def _read(self):
        stream = self._process.stdout
        while True:
            length = 0
            while (line := stream.readline().strip()):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                self._messages.put(None)
                return
            self._messages.put(json.loads(stream.read(length)))

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _next(self, deadline):
        message = self._messages.get(timeout=max(0.01, deadline - time.monotonic()))
        if message is None:
            raise RuntimeError(f"the server ended with {self._process.wait()}")
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.diagnostics[params["uri"], params.get("version")] = params["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def request(self, method, params, timeout=120):
        self._ids += 1
        wanted = self._ids
        self._send({"id": wanted, "method": method, "params": params})
        deadline = time.monotonic() + timeout
        while True:
            message = self._next(deadline)
            if message.get("id") == wanted and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def open(self, file, text=None):
        file = pathlib.Path(file)
        self._versions[file] = 1
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": file.as_uri(), "languageId": "c" if file.suffix == ".c" else "cpp",
            "version": 1, "text": file.read_text() if text is None else text}})

    def change(self, file, text):
        """Replaces the whole text, as clients without incremental changes do."""
        file = pathlib.Path(file)
        self._versions[file] += 1
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": file.as_uri(), "version": self._versions[file]},
            "contentChanges": [{"text": text}]})

    def close_file(self, file):
        self.notify("textDocument/didClose", {"textDocument": {"uri": pathlib.Path(file).as_uri()}})

    def wait(self, file, timeout=120):
        """The diagnostics of the file as it was last opened or changed."""
        file = pathlib.Path(file)
        key = (file.as_uri(), self._versions[file])
        deadline = time.monotonic() + timeout
        while key not in self.diagnostics:
            self._next(deadline)
        return self.diagnostics[key]
