"""Judges logs with aics-tlog and aics-witness, which we did not write. Run by `cargo xtask outside-verifier`.

    python outside.py FOLDER [TRUCEWATCH]

FOLDER is what the ledger's example `outside` wrote. Each finding is a line; the first that is wrong ends it.
"""

import base64
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import aics_tlog as tlog

Hashes = list[bytes]


def checkpoint(path, log, witnesses=(), quorum=0):
    result = tlog.verify_checkpoint(tlog.parse_note(path.read_bytes()), log, list(witnesses), quorum)
    assert result.ok, f"{path}: {result.error}"
    return result.size, result.root


def hashes(lines) -> Hashes:
    return [base64.b64decode(line, validate=True) for line in lines]


def proof_parts(path):
    """The entry, the index and the path of a C2SP tlog-proof, and the checkpoint in it."""
    head, note = path.read_text().split("\n\n", 1)
    header, extra, index, *rest = head.split("\n")
    assert header == "c2sp.org/tlog-proof@v1", path
    return base64.b64decode(extra.removeprefix("extra ")), int(index.removeprefix("index ")), hashes(rest), note


def judge_log(folder):
    log = tlog.read_vkey_file((folder / "log.vkey").read_text())
    witness = tlog.parse_vkey((folder / "witness.vkey").read_text().strip())
    size, root = checkpoint(folder / "checkpoint", log, [witness], quorum=1)
    reader = tlog.FileSystemTileReader(folder)
    audit = tlog.audit_tiles(reader, size, root)
    verified = tlog.VerifiedTileReader(reader, size, root)
    included = consistent = 0
    for path in (folder / "proof").iterdir():
        entry, index, proof, note = proof_parts(path)
        assert note == (folder / "checkpoint").read_text(), path
        assert tlog.read_entry(verified, index, size) == entry, path
        assert tlog.verify_leaf_inclusion(entry, index, size, proof, root), path
        assert proof == tlog.inclusion_proof_from_tiles(reader, index, size), path
        assert not tlog.verify_leaf_inclusion(entry + b" ", index, size, proof, root), path
        included += 1
    for path in (folder / "earlier").iterdir():
        old, old_root = checkpoint(path, log)
        proof = hashes((folder / "consistency" / path.name).read_text().splitlines())
        assert tlog.verify_consistency(old, size, old_root, root, proof), path
        assert proof == tlog.consistency_proof_from_tiles(reader, old, size), path
        assert old == size or not tlog.verify_consistency(old, size, old_root, root, proof + [root]), path
        consistent += 1
    print(f"  {size:>6} entries: checkpoint and cosignature, {audit.tiles} tiles, {audit.bundles} bundles, "
          f"{included} inclusion proofs, {consistent} consistency proofs")


def judge_damage(folder):
    """An altered byte anywhere has to be refused, else the judge is none."""
    log = tlog.read_vkey_file((folder / "log.vkey").read_text())
    size, root = checkpoint(folder / "checkpoint", log)
    refused = 0
    for path in sorted(p for p in (folder / "tile").rglob("*") if p.is_file()):
        sound = path.read_bytes()
        for damaged in (sound[:-1], bytes([sound[0] ^ 1]) + sound[1:], sound[:-1] + bytes([sound[-1] ^ 1])):
            path.write_bytes(damaged)
            try:
                tlog.audit_tiles(tlog.FileSystemTileReader(folder), size, root)
            except (ValueError, OSError):
                refused += 1
            else:
                raise AssertionError(f"{path}: damage was not noticed")
        path.write_bytes(sound)
    print(f"  {refused} damaged tiles refused")


class Served:
    """A witness in a process of its own, until the end of the block."""

    def __init__(self, command, ready):
        self.command, self.ready = command, ready

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            found = re.search(self.ready, line)
            if found:
                return found.group(1)
        raise AssertionError(f"{self.command[0]} did not begin")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)


def our_witness(program, folders, desk):
    """Their client feeds our witness, log after log, then a fork and a rollback."""
    from aics_witness.feeder import WitnessClient, WitnessConflict, WitnessRejected

    key = desk / "witness.key"
    vkey = subprocess.run([program, "witness", "key", "witness.example/ours", "--out", key],
                          check=True, capture_output=True, text=True).stdout.strip()
    (desk / "state").mkdir()
    command = [program, "witness", "serve", "--key", key, "--state", desk / "state", "--log", folders[0] / "log.vkey",
               "--listen", "127.0.0.1:0"]
    with Served(command, r"asked at (http://\S+)/add-checkpoint") as address:
        client = WitnessClient(address, vkey, max_attempts=1)
        for folder in folders:
            size, _ = checkpoint(folder / "checkpoint", tlog.read_vkey_file((folder / "log.vkey").read_text()))
            reader = tlog.FileSystemTileReader(folder)
            client.submit((folder / "checkpoint").read_bytes(),
                          lambda old, new, reader=reader: tlog.consistency_proof_from_tiles(reader, old, new))
        largest = (folders[-1] / "checkpoint").read_bytes()
        for offered, proof in ((folders[0], (1, [])), (folders[-2], (10**6, []))):
            try:
                WitnessClient(address, vkey, max_attempts=1, max_conflicts=0).submit(
                    (offered / "checkpoint").read_bytes(), proof)
            except (WitnessConflict, WitnessRejected, ValueError):
                continue
            raise AssertionError("a rollback was cosigned")
        forged = largest.replace(b"\n\n", b"\nan extension\n\n", 1)
        try:
            WitnessClient(address, vkey, max_attempts=1).submit(forged, (size, []))
        except WitnessRejected as refusal:
            assert refusal.status == 403, refusal.status
        else:
            raise AssertionError("a forged checkpoint was cosigned")
    print(f"  our witness, their client: {len(folders)} trees cosigned, two rollbacks and a forgery refused")


def their_witness(program, folders, desk):
    """Our client asks their witness, log after log; then a copy that is older."""
    config = desk / "witness.json"
    module = [sys.executable, "-m", "aics_witness"]
    vkey = subprocess.run([*module, "init", "--config", config, "--name", "witness.example/theirs", "--listen",
                           "127.0.0.1:7381"], check=True, capture_output=True, text=True).stdout.strip().split()[-1]
    log = (folders[0] / "log.vkey").read_text().strip()
    origin = tlog.parse_vkey(log).name
    subprocess.run([*module, "add-log", "--config", config, "--origin", origin, "--vkey", log], check=True,
                   capture_output=True)
    policy = desk / "witness.policy"
    policy.write_text(f"log {log}\nwitness theirs {vkey} http://127.0.0.1:7381\nquorum theirs\n")
    command = [*module, "serve", "--config", config]
    cosign = lambda folder: subprocess.run([program, "--record", folder, "cosign", "--policy", policy],
                                           capture_output=True, text=True)
    with Served(command, r"(127\.0\.0\.1:7381)"):
        for folder in folders:
            done = cosign(folder)
            assert done.returncode == 0, done.stdout + done.stderr
            checkpoint(folder / "checkpoint", tlog.parse_vkey(log), [tlog.parse_vkey(vkey)], quorum=1)
        older = desk / "older"
        shutil.copytree(folders[0], older)
        shutil.copy(older / "earlier/1", older / "checkpoint")
        done = cosign(older)
        assert done.returncode == 1 and "old copy" in done.stdout, done.stdout + done.stderr
    print(f"  their witness, our client: {len(folders)} trees cosigned, an older copy refused")


def main():
    folder = pathlib.Path(sys.argv[1])
    folders = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: int(path.name))
    print("aics-tlog judges what the ledger wrote:")
    for log in folders:
        judge_log(log)
    judge_damage(next(log for log in folders if log.name == "257"))
    if len(sys.argv) > 2:
        for judge in (our_witness, their_witness):
            with tempfile.TemporaryDirectory() as desk:
                judge(sys.argv[2], folders, pathlib.Path(desk))
    print("accepted")


if __name__ == "__main__":
    main()
