//! Keys as people meet them: a record begun on purpose, its key handed over, lost, stolen; persons who sign what they enter.

use crate::program::{Desk, assert_one_clear_line, said};
use std::path::Path;
use std::process::Output;

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Enters one source.
fn enter(desk: &Desk, name: &str, arguments: &[&str]) -> Output {
    let file =
        desk.file("sources.toml", format!("[[source]]\nid = \"{name}\"\nname = \"{name}\"\nkind = \"outlet\"\n"));
    desk.run(&[arguments, &["source", "add", &text(&file)]].concat())
}

/// Keeps the present public key in a file, as a party would.
fn keep_key(desk: &Desk, name: &str) -> String {
    let key = std::fs::read(desk.record().join("ledger/log.vkey")).unwrap();
    text(&desk.file(name, key))
}

#[test]
fn whoever_noted_the_first_key_can_check_record_and_proof_for_good() {
    let desk = Desk::new();
    let recovery = text(&desk.path("recovery.key"));
    let said_first = done(&desk.run(&["init", "--name", "mission.example/record", "--recovery", &recovery]));
    assert!(said_first.contains("mission.example/record+") && said_first.contains("off this computer"), "{said_first}");
    let (record, first) = (text(&desk.record()), keep_key(&desk, "first.vkey"));
    done(&enter(&desk, "one", &[]));
    done(&desk.run(&["key", "rotate", "--why", "the laptop changes hands"]));
    let second = keep_key(&desk, "second.vkey");
    std::fs::remove_file(desk.record().join("key")).unwrap();
    assert_one_clear_line(&enter(&desk, "two", &[]), &["nothing can be added"]);
    done(&desk.run(&["key", "recover", "--recovery", &recovery, "--by", "A. Lind", "--why", "the disk is broken"]));
    done(&enter(&desk, "two", &[]));
    let shown = done(&desk.run(&["key", "show"]));
    assert!(shown.contains("by the word of the key before it") && shown.contains("by the recovery key"), "{shown}");
    let checked = done(&desk.run(&["verify", &record, "--deep", "--key", &first]));
    assert!(checked.contains("by the recovery key"), "{checked}");
    // A proof goes with what the log told of its keys.
    let keys = text(&desk.path("told.keys"));
    let proof = text(&desk.file("one.tlog-proof", done(&desk.run(&["prove", "1", "--keys", &keys]))));
    assert_one_clear_line(
        &desk.run(&["verify", &proof, "--key", &first]),
        &["where the log changed its key", "--keys"],
    );
    assert!(done(&desk.run(&["verify", &proof, "--key", &first, "--keys", &keys])).contains("Proven: entry 1"));
    // The second key was stolen.
    let id = std::fs::read_to_string(&second).unwrap().split('+').nth(1).unwrap().to_owned();
    done(&desk.run(&["key", "revoke", &id, "--since", "2", "--why", "stolen on 3 May"]));
    assert_one_clear_line(
        &desk.run(&["verify", &record, "--key", &second]),
        &["was revoked by entry", "in another way"],
    );
    assert_one_clear_line(&desk.run(&["key", "revoke", "00000000"]), &["no key that was rotated out"]);
    done(&desk.run(&["verify", &record, "--key", &first]));
}

#[test]
fn two_copies_that_hand_over_to_two_keys_are_told_apart() {
    let desk = Desk::new();
    done(&desk.run(&["init"]));
    let first = keep_key(&desk, "first.vkey");
    let other = desk.path("other");
    assert!(std::process::Command::new("cp").arg("-r").arg(desk.record()).arg(&other).status().unwrap().success());
    done(&desk.run(&["key", "rotate"]));
    done(&Desk::run_on(&other, &["key", "rotate"]));
    done(&enter(&desk, "one", &[]));
    done(&Desk::run_on(&other, &["source", "add", &text(&desk.path("sources.toml"))]));
    let (one, other, fork) = (text(&desk.record()), text(&other), text(&desk.path("two.fork")));
    let compared = desk.run(&["compare", &one, &other, "--key", &first, "--fork", &fork]);
    let told = String::from_utf8_lossy(&compared.stdout).into_owned();
    assert_eq!(compared.status.code(), Some(1), "{told}{}", said(&compared));
    assert!(told.contains("The keys part") && told.contains("FORK"), "{told}");
    let keys = [format!("{one}/ledger/log.keys"), format!("{other}/ledger/log.keys")];
    let both = ["--keys", &keys[0], "--keys", &keys[1]];
    done(&desk.run(&[&["verify", &fork, "--key", &first][..], &both].concat()));
    assert_one_clear_line(&desk.run(&[&["verify", &fork, "--key", &first][..], &both[..2]].concat()), &["not signed"]);
}

#[test]
fn a_key_elsewhere_and_a_log_that_succeeds_another() {
    let desk = Desk::new();
    let (file, next) = (text(&desk.path("log.key")), text(&desk.path("next.key")));
    assert!(done(&desk.run(&["init", "--key-file", &file])).contains("set TRUCEWATCH_KEY_FILE"));
    assert!(!desk.record().join("key").exists());
    assert_one_clear_line(&desk.run(&["init"]), &["is not empty"]);
    assert_one_clear_line(&enter(&desk, "one", &[]), &["TRUCEWATCH_KEY_FILE"]);
    let with =
        |key: &str, arguments: &[&str]| desk.command(arguments).env("TRUCEWATCH_KEY_FILE", key).output().unwrap();
    assert_one_clear_line(&with(&file, &["key", "rotate"]), &["kept outside the record"]);
    done(&with(&file, &["key", "rotate", "--key-file", &next]));
    assert_one_clear_line(&with(&file, &["rebuild"]), &["the log's present key is"]);
    done(&with(&next, &["rebuild"]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&next, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert_one_clear_line(&with(&next, &["rebuild"]), &["others may read it (mode 644)", "chmod 600"]);
    }
    let new = desk.path("new");
    done(&Desk::run_on(&new, &["init", "--succeeds", &text(&desk.record())]));
    let checked = done(&desk.run(&["verify", &text(&new)]));
    assert!(checked.contains("succeeds the log trucewatch/"), "{checked}");
}

#[test]
fn persons_sign_what_they_enter() {
    let desk = Desk::new();
    done(&desk.run(&["init"]));
    let (private, record) = (text(&desk.path("lind.key")), text(&desk.record()));
    let public = done(&desk.run(&["author", "key", "A. Lind", "--out", &private]));
    assert!(public.starts_with("A._Lind+"), "{public}");
    assert_one_clear_line(&desk.run(&["author", "key", "A. Lind", "--out", &private]), &["lind.key"]);
    assert_one_clear_line(&enter(&desk, "one", &["--author", &private]), &["is no author's of this record"]);
    done(&desk.run(&["author", "add", public.trim(), "--name", "A. Lind", "--role", "team leader"]));
    assert!(done(&desk.run(&["author", "list"])).starts_with("A. Lind, team leader: A._Lind+"));
    done(&enter(&desk, "one", &["--author", &private]));
    let checked = done(&desk.run(&["verify", &record]));
    assert!(checked.contains("1 entries signed by their authors, 1 authors have a key now"), "{checked}");
    let proof = desk.file("two.tlog-proof", done(&desk.run(&["prove", "2"])));
    let key = keep_key(&desk, "log.vkey");
    let told = done(&desk.run(&["verify", &text(&proof), "--key", &key]));
    assert!(told.contains("by A. Lind (team leader)") && told.contains("signed by its author with A._Lind+"), "{told}");
    let file = desk.file("sources.toml", "[[source]]\nid = \"two\"\nname = \"two\"\nkind = \"outlet\"\n");
    let unsigned = desk.run(&["source", "add", &text(&file), "--by", "A. Lind"]);
    assert_one_clear_line(&unsigned, &["A. Lind has a key", "--author FILE"]);
    done(&desk.run(&["author", "revoke", "A. Lind", "--why", "left the mission"]));
    assert_one_clear_line(&enter(&desk, "two", &["--author", &private]), &["or was revoked"]);
    done(&enter(&desk, "two", &[]));
    assert!(done(&desk.run(&["author", "list"])).contains("(revoked)"));
}
