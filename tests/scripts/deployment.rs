//! The scripts of a deployment: a folder as the pipeline's artifact is, and an Azure that answers.

use serde_json::{Value, json};

use crate::world::{Run, SIGNATURE, World, quoted};

macro_rules! script {
    ($($part:literal),+) => {
        concat!($(include_str!(concat!("../../templates/scripts/", $part, ".sh"))),+)
    };
}

pub(crate) const PREVIEW: &str = script!("deployment/start", "deployment/common", "deployment/preview");
pub(crate) const DEPLOY: &str =
    script!("deployment/start", "deployment/common", "deployment/create", "deployment/deploy");
pub(crate) const DIRECT: &str =
    script!("deployment/start", "deployment/common", "deployment/create", "deployment/direct");

/// A route, by a sample that takes it and one of the sample's environments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    DeploymentScript,
    CustomProvider,
    Direct,
}

impl Route {
    pub(crate) fn environment(self) -> &'static str {
        match self {
            Self::DeploymentScript => "dev",
            Self::CustomProvider => "development",
            Self::Direct => "test",
        }
    }

    fn sample(self) -> &'static str {
        match self {
            Self::DeploymentScript => "minimal",
            Self::CustomProvider => "custom-provider",
            Self::Direct => "direct",
        }
    }
}

/// What tokens are for, by the scopes that their consumers ask for: the cache of Azure CLI tells by these.
pub(crate) const STORAGE: &str = "https://storage.azure.com/.default";
pub(crate) const DATABRICKS: &str = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default";

/// What the first run gives, beside the outputs of Azure's other resources.
pub(crate) const ACCOUNT: &str = "stbricepabc";

/// Outputs as `az` prints them.
pub(crate) fn outputs(values: &Value) -> String {
    let typed = values
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.clone(), json!({ "type": "String", "value": value })));
    Value::Object(typed.collect()).to_string()
}

pub(crate) fn host() -> Value {
    json!({ "databricksWorkspaceUrl": "https://adb-1.2.azuredatabricks.net", "packageStorageAccountName": ACCOUNT })
}

/// An artifact, and an Azure in which the group is there or not, with the outputs of the last deployment.
pub(crate) fn world(route: Route, group: bool, last: Option<&Value>) -> Option<World> {
    let world = World::new()?;
    let root =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(route.sample()).join("infra");
    for name in ["main.json".to_owned(), format!("{}.parameters.json", route.environment())] {
        std::fs::copy(root.join(&name), world.path("work/infra").join(&name)).unwrap();
    }
    world.write("work/infra/scripts/preview.sh", PREVIEW);
    world.write("work/infra/scripts/deploy.sh", if route == Route::Direct { DIRECT } else { DEPLOY });
    world.write("work/package.zip", "the package\n");
    world.act("az", 9, &format!("account get-access-token --scope {STORAGE} *"), "");
    world.act("az", 9, &format!("account get-access-token --scope {DATABRICKS} *"), "");
    world.answer("az", 9, "group exists *", &format!("{group}\n"));
    world.answer("az", 9, "group create *", "");
    world.answer("az", 9, "deployment group list *", &last.map(outputs).unwrap_or_default());
    world.answer("az", 9, "deployment group what-if *", "Resource changes: 1 to create\n");
    world.answer("az", 9, "deployment group create *", &outputs(&host()));
    world.answer("az", 9, "storage blob exists *", "false\n");
    world.answer("az", 9, "storage blob upload *", "");
    world.answer("az", 9, "storage blob generate-sas *", &json!(address()).to_string());
    world.act("bricep", 9, "plan *", "printf 'to create: 1\\n'; printf '{\"plan\":1}' >\"${@: -1}\"");
    world.answer("bricep", 9, "deploy *", "created 1\n");
    Some(world)
}

pub(crate) fn address() -> String {
    format!("https://{ACCOUNT}.blob.core.windows.net/packages/x.zip?se=2026&sp=r&sig={SIGNATURE}%3D")
}

fn run(world: &World, script: &str, route: Route, more: &[(&str, &str)]) -> Run {
    let mut settings = vec![
        ("RESOURCE_GROUP", "rg-x"),
        ("DEPLOYMENT", "x-dev"),
        ("LOCATION", "westeurope"),
        ("SUBSCRIPTION_ID", ""),
    ];
    settings.extend(more);
    world.run(&format!("work/infra/scripts/{script}.sh"), &[route.environment(), "preview"], &settings)
}

pub(crate) fn preview(world: &World, route: Route, more: &[(&str, &str)]) -> Run {
    run(world, "preview", route, more)
}

pub(crate) fn deploy(world: &World, route: Route, more: &[(&str, &str)]) -> Run {
    run(world, "deploy", route, more)
}

/// The preview that a deployment is given.
pub(crate) fn previewed(world: &World) {
    std::fs::create_dir_all(world.path("work/preview")).unwrap();
    world.write("work/preview/plan.json", "{\"plan\":1}");
}

/// What of Azure and of bricep was called, in order, each by its first words.
pub(crate) fn order(world: &World) -> Vec<String> {
    let calls =
        world.calls("").into_iter().filter(|call| call.starts_with("az ") || call.starts_with("bricep "));
    let words = |call: String| {
        call.split(' ')
            .take_while(|word| !word.starts_with('-') && !word.contains('.'))
            .collect::<Vec<_>>()
            .join(" ")
    };
    calls.map(words).collect()
}

/// Makes a command of Azure fail with these words.
pub(crate) fn refuse(world: &World, pattern: &str, words: &str) {
    world.act("az", 1, pattern, &format!("printf %s {} >&2; exit 1", quoted(words)));
}
