"""Programs of others that make or read documents in the tests: pandoc, LibreOffice, Chromium. A test without its judge skips."""

import shutil
import subprocess

import pytest


def judge(name):
    """Return the path of a program; skip the test where it is not installed."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} judges in this test (.ci/run installs it)")
    return found


def pandoc(folder, source, *options):
    """Run pandoc on `source` in `folder`."""
    subprocess.run([judge("pandoc"), source, *options], cwd=folder, check=True, capture_output=True, timeout=120)


def libreoffice(folder, source, target, options=""):
    """Return the bytes of `source` in `folder` converted to the format `target`."""
    command = [judge("soffice"), f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to"]
    subprocess.run([*command, f"{target}{options}", source], cwd=folder, check=True, capture_output=True, timeout=120)
    return (folder / source).with_suffix(f".{target.partition(':')[0]}").read_bytes()


def printed(folder, source):
    """Return the PDF that Chromium prints of the page `source` in `folder`."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'browser'}", "--print-to-pdf=a.pdf"]
    subprocess.run([judge("chromium"), *options, source], cwd=folder, check=True, capture_output=True, timeout=120)
    return (folder / "a.pdf").read_bytes()
