"""Makes the zips of the functions: `bootstrap`, without debug information, named by what is in it."""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .instance import Instance, target_dir

BUCKET = "gonghui-artifacts"
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def strip(binary: Path, stripped: Path) -> None:
    """A copy without debug information; a plain copy where there is no `strip`."""
    if shutil.which("strip") is None or platform.system() != "Linux":
        shutil.copy(binary, stripped)
        return
    subprocess.run(["strip", "--strip-all", "-o", str(stripped), str(binary)], check=True)


def zip_bootstrap(binary: Path, folder: Path) -> Path:
    """The zip of one binary. The same binary gives the same zip."""
    stripped, made = folder / f"{binary.name}.stripped", folder / f"{binary.name}.zip"
    strip(binary, stripped)
    entry = zipfile.ZipInfo("bootstrap", LONG_AGO)
    entry.external_attr = 0o755 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(made, "w", compresslevel=3) as archive:
        archive.writestr(entry, stripped.read_bytes())
    stripped.unlink()
    return made


def mark(binary: Path) -> str:
    """Changes whenever cargo has written the binary anew."""
    facts = binary.stat()
    return f"{facts.st_mtime_ns}-{facts.st_size}"


def place(instance: Instance, binaries: list[str]) -> dict[str, dict[str, str]]:
    """Uploads what is new; the place in S3 of every binary's zip."""
    built = target_dir() / "debug"
    missing = [name for name in binaries if not (built / name).exists()]
    if missing:
        raise SystemExit(f"Not built: {', '.join(missing)}. Run: cargo build --workspace --bins")
    folder = instance.home / "package"
    folder.mkdir(parents=True, exist_ok=True)
    known = instance.recall("packages") or {}
    s3 = instance.client("s3")
    s3.create_bucket(Bucket=BUCKET)

    def one(name: str) -> tuple[str, dict[str, str]]:
        binary = built / name
        if name in known and known[name]["mark"] == mark(binary):
            return name, known[name]
        made = zip_bootstrap(binary, folder)
        content = made.read_bytes()
        key = f"{name}-{hashlib.sha256(content).hexdigest()[:16]}.zip"
        s3.put_object(Bucket=BUCKET, Key=key, Body=content)
        return name, {"mark": mark(binary), "key": key, "bytes": str(len(content))}

    with ThreadPoolExecutor(2) as pool:
        packages = dict(pool.map(one, binaries))
    instance.remember("packages", packages)
    return {name: {"Bucket": BUCKET, "Key": package["key"]} for name, package in packages.items()}
