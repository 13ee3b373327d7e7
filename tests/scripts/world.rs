//! A folder in which a script runs: every command that it finds there writes down how it was called. `az`, `bricep` and
//! `sleep` do nothing else but give the answers of a test.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What must not be seen on any command line, nor on stdout or stderr.
pub(crate) const KEY: &str = "functions-key-f00d";
pub(crate) const TOKEN: &str = "databricks-token-beef";
pub(crate) const SIGNATURE: &str = "c2lnbmF0dXJl";

/// Commands of the system that scripts may use.
const TOOLS: &[&str] = &[
    "curl",
    "cut",
    "jq",
    "mktemp",
    "rm",
    "date",
    "cat",
    "dirname",
    "mkdir",
    "sed",
    "sha256sum",
    "tr",
    "bash",
    "cp",
];
const HOMES: &[&str] = &["/usr/bin", "/bin", "/usr/local/bin"];

/// The folder.
pub(crate) struct World {
    folder: tempfile::TempDir,
    answers: std::cell::Cell<usize>,
}

/// How a script ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    #[track_caller]
    pub(crate) fn succeeds(&self) -> &Self {
        assert_eq!(self.code, Some(0), "{self:#?}");
        self
    }

    /// Fails, and says so in these words.
    #[track_caller]
    pub(crate) fn fails(&self, words: &str) -> &Self {
        assert_ne!(self.code, Some(0), "{self:#?}");
        assert!(self.stderr.contains(words), "`{words}` is not in {self:#?}");
        self
    }
}

fn tool(name: &str) -> Option<PathBuf> {
    HOMES.iter().map(|home| Path::new(home).join(name)).find(|path| path.exists())
}

impl World {
    /// `None`, said aloud, where a command is missing that every machine with Azure's tools has.
    #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
    pub(crate) fn new() -> Option<Self> {
        if let Some(missing) = TOOLS.iter().find(|name| tool(name).is_none()) {
            eprintln!("SKIPPED: {missing} is not installed here");
            return None;
        }
        let world = Self { folder: tempfile::tempdir().unwrap(), answers: 0.into() };
        for folder in ["bin", "tmp", "kept", "answers/az", "answers/bricep", "work/infra/scripts"] {
            std::fs::create_dir_all(world.path(folder)).unwrap();
        }
        for name in TOOLS {
            let then = format!("exec {} \"$@\"", tool(name).unwrap().display());
            world.command(&format!("bin/{name}"), name, &then);
        }
        world.command("bin/sleep", "sleep", "");
        world.command("bin/az", "az", ANSWER);
        world.command("work/bricep", "bricep", ANSWER);
        let token = "account get-access-token --resource 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d *";
        world.answer("az", 9, token, &format!("{TOKEN}\n"));
        Some(world)
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    #[expect(clippy::disallowed_methods, reason = "files of a test")]
    pub(crate) fn write(&self, path: &str, text: &str) {
        std::fs::write(self.path(path), text).unwrap();
    }

    #[expect(clippy::disallowed_methods, reason = "files of a test")]
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(&self.read(path)).unwrap()
    }

    /// Puts a command at a path, as lines of bash that run once the call is written down.
    pub(crate) fn command(&self, path: &str, name: &str, then: &str) {
        let world = self.folder.path().display();
        let bash = tool("bash").unwrap();
        let text = format!(
            "#!{}\nworld={world}\nname={name}\nprintf -v call ' %q' \"$@\"\nprintf '%s\\n' \"{name}$call\" >>\"$world/calls\"\n{then}\n",
            bash.display()
        );
        self.write(path, &text);
        std::fs::set_permissions(self.path(path), PermissionsExt::from_mode(0o755)).unwrap();
    }

    /// What a command prints when its arguments match a pattern of bash. Lower ranks are asked first.
    pub(crate) fn answer(&self, command: &str, rank: usize, pattern: &str, stdout: &str) {
        self.act(command, rank, pattern, &format!("printf %s {}", quoted(stdout)));
    }

    /// What a command does when its arguments match a pattern of bash, as lines of bash.
    pub(crate) fn act(&self, command: &str, rank: usize, pattern: &str, lines: &str) {
        let index = self.answers.replace(self.answers.get() + 1);
        let condition = format!("[[ $* == {} ]] || return 77\n", pattern.replace(' ', "\\ "));
        self.write(&format!("answers/{command}/{rank}-{index:03}"), &(condition + lines + "\nexit 0\n"));
    }

    /// Like `act`, for the first calls only.
    pub(crate) fn act_times(&self, times: usize, command: &str, rank: usize, pattern: &str, lines: &str) {
        let once = format!(
            "count=$world/count-{}\n[[ -f $count ]] || echo 0 >\"$count\"\nseen=$(<\"$count\")\n((seen < {times})) || return 77\necho $((seen + 1)) >\"$count\"\n",
            self.answers.get()
        );
        self.act(command, rank, pattern, &(once + lines));
    }

    /// Runs a script in the folder `work`, and holds it to what every script keeps.
    pub(crate) fn run(&self, script: &str, arguments: &[&str], settings: &[(&str, &str)]) -> Run {
        let output = Command::new(tool("bash").unwrap())
            .arg(self.path(script))
            .args(arguments)
            .current_dir(self.path("work"))
            .env_clear()
            .env("PATH", self.path("bin"))
            .env("HOME", self.path("work"))
            .env("TMPDIR", self.path("tmp"))
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let run = Run {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        let calls = self.calls("");
        for secret in [KEY, TOKEN, SIGNATURE] {
            assert!(
                calls.iter().all(|call| !call.contains(secret)),
                "{secret} on a command line: {calls:#?}"
            );
            assert!(
                !run.stdout.contains(secret) && !run.stderr.contains(secret),
                "{secret} is shown: {run:#?}"
            );
        }
        if self.path("environment").exists() {
            let environment = self.read("environment");
            assert!(
                !environment.contains(TOKEN) && !environment.contains(SIGNATURE),
                "a secret in the environment"
            );
        }
        for text in [&run.stdout, &run.stderr] {
            assert!(!text.contains("##vso[") && !text.contains("##["), "a command for an agent: {text}");
            assert!(
                !text.lines().any(|line| line.trim().starts_with("::")),
                "a command for a runner: {text}"
            );
            assert!(
                !text.chars().any(|c| c.is_control() && c != '\n' && c != '\t'),
                "a control character: {text:?}"
            );
        }
        let left: Vec<_> = std::fs::read_dir(self.path("tmp")).unwrap().collect();
        assert!(left.is_empty(), "files are left behind: {left:?}");
        run
    }

    /// How the commands were called whose line begins so, in order.
    pub(crate) fn calls(&self, start: &str) -> Vec<String> {
        if !self.path("calls").exists() {
            return Vec::new();
        }
        self.read("calls").lines().filter(|line| line.starts_with(start)).map(str::to_owned).collect()
    }

    /// How long the script waited each time.
    pub(crate) fn pauses(&self) -> Vec<u32> {
        self.calls("sleep ").iter().map(|call| call["sleep ".len()..].parse().unwrap()).collect()
    }
}

/// Looks for the first answer that fits; keeps what parameters of files hold, and how open these files are.
pub(crate) const ANSWER: &str = r#"
declare -x >>"$world/environment"
for argument; do
  if [[ $argument == @* ]]; then
    file=${argument#@}
    cp --preserve=mode "$file" "$world/kept/${file##*/}"
  fi
done
for answer in "$world/answers/$name"/*; do
  source "$answer"
done
echo "$name was not meant to be called so: $*" >&2
exit 70"#;

/// A text as one word of bash.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
