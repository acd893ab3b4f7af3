"""Replaces identifiers by a keyed hash, so that no snapshot can be traced back to a person.

The hash is HMAC-SHA256 (RFC 2104, FIPS 180-4) of the identifier in UTF-8, of which the first 64
bits are kept as an unsigned integer. The key lies outside the project: in the environment variable
``YARDSTICK_KEY``, else in ``~/.config/alumni-yardstick/key``, which is made at first use and
readable by its owner only. Without the key nobody can compute a graduate's hash; with another key
every graduate gets another hash.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from pipelines.problems import Message, SourceError, SourceProblem
from yardstick.places import ROOT
from yardstick.text import mark

BLOCK = 64
DIGITS = 16


def key_path() -> Path:
    """Where the key file lies: ``YARDSTICK_KEY_FILE``, else in the user's configuration folder."""
    chosen = os.environ.get("YARDSTICK_KEY_FILE")
    if chosen:
        return Path(chosen).expanduser()
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "alumni-yardstick" / "key"


def load_key() -> bytes:
    """The key from the environment or the key file; the file is made where there is none."""
    from_environment = os.environ.get("YARDSTICK_KEY")
    if from_environment:
        return _strong(from_environment.encode(), "YARDSTICK_KEY")
    path = key_path()
    if path.resolve().is_relative_to(ROOT.resolve()):
        raise _refuse(
            path.name,
            Message.of(mark("the key file lies inside the project folder.")),
            Message.of(
                mark("Keep it elsewhere: whoever has the project and the key can trace graduates.")
            ),
        )
    try:
        if not path.exists():
            _create(path)
        return _strong(path.read_bytes().strip(), str(path))
    except OSError as error:
        raise _refuse(
            str(path),
            Message.of(
                mark("the key file cannot be read or made ({error})."), error=error.strerror
            ),
            Message.of(
                mark("Make it readable for your account, or set the variable YARDSTICK_KEY.")
            ),
        ) from None


def _strong(key: bytes, where: str) -> bytes:
    if len(key) < 16:
        raise _refuse(
            where,
            Message.of(mark("the key is shorter than 16 characters.")),
            Message.of(mark("Use a longer one, so that nobody can guess it.")),
        )
    return key


def _create(path: Path) -> None:
    """Write a new key that only its owner may read; a key made meanwhile is left alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as f:
        f.write(secrets.token_hex(32) + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _refuse(where: str, what: Message, todo: Message) -> SourceError:
    return SourceError(SourceProblem(where, None, what, todo))


def pseudonym(key: bytes, identifier: str) -> int:
    """The hash of one identifier."""
    digest = hmac.new(key, identifier.encode("utf-8"), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big")


def digest_sql(key: bytes, expression: str) -> str:
    """SQL for the whole digest in hexadecimal: the two passes of HMAC over the padded key."""
    if len(key) > BLOCK:
        key = hashlib.sha256(key).digest()
    padded = key.ljust(BLOCK, b"\0")
    inner = _blob(bytes(b ^ 0x36 for b in padded))
    outer = _blob(bytes(b ^ 0x5C for b in padded))
    return f"sha256({outer} || unhex(sha256({inner} || encode({expression}))))"


def hash_of_digest(digest: str) -> str:
    """SQL for the stored hash, the first 64 bits of a digest."""
    return f"('0x' || substr({digest}, 1, {DIGITS}))::UBIGINT"


def check_of_digest(digest: str) -> str:
    """SQL for the next 32 bits: two identifiers with one hash differ here, which is how a
    collision is told from the same identifier twice."""
    return f"('0x' || substr({digest}, {DIGITS + 1}, 8))::UINTEGER"


def pseudonym_sql(key: bytes, expression: str) -> str:
    """SQL for the hash of a text ``expression``."""
    return hash_of_digest(digest_sql(key, expression))


def _blob(value: bytes) -> str:
    return "'" + "".join(f"\\x{b:02X}" for b in value) + "'::BLOB"
