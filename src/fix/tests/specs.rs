//! Random specs with random faults: what is mended is the spec without them, byte for byte.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::{Mended, mend};
use crate::source::{Memory, ProjectPath};
use crate::spec::{self, Checked, Options};

/// A field, and what may stand in its place; a field without a value of its own is one too many.
type Field = (Option<(&'static str, &'static str)>, &'static [(&'static str, &'static str)]);

const FIELDS: &[Field] = &[
    (Some(("cluster_name", "\"étl\"")), &[]),
    (Some(("spark_version", "\"17.3.x-scala2.13\"")), &[("spark_verison", "\"17.3.x-scala2.13\"")]),
    (Some(("node_type_id", "\"Standard_D4ds_v5\"")), &[("nodeTypeId", "\"Standard_D4ds_v5\"")]),
    (Some(("num_workers", "2")), &[("num_wrkers", "2"), ("num_workers", "\"2\""), ("num_wrkers", "\"2\"")]),
    (
        Some(("data_security_mode", "\"USER_ISOLATION\"")),
        &[("data_security_mode", "\"user_isolation\""), ("data_security_mod", "\"USER_ISOLATON\"")],
    ),
    (Some(("autotermination_minutes", "30")), &[("autotermination_minutes", "\"30\"")]),
    (Some(("is_single_node", "false")), &[("is_single_node", "\"no\""), ("is_single_node", "\"false\"")]),
    (None, &[("state", "\"RUNNING\"")]),
    (None, &[("cluster_cores", "4.5"), ("default_tags", "{ \"a\": [1, { \"b\": \"c\" }] }")]),
    (None, &[("creator_user_name", "\"é: # no comment\"")]),
];

/// A cluster: its fields in some order, which of their faults it has, and how it is written.
#[derive(Clone, Debug)]
struct Cluster {
    order: Vec<usize>,
    faults: Vec<usize>,
    flow: bool,
    comments: u64,
}

fn cluster() -> impl Strategy<Value = Cluster> {
    let order = Just((0..FIELDS.len()).collect::<Vec<_>>()).prop_shuffle();
    let faults = prop::collection::vec(0..4_usize, FIELDS.len());
    (order, faults, any::<bool>(), any::<u64>()).prop_map(|(order, faults, flow, comments)| Cluster {
        order,
        faults,
        flow,
        comments,
    })
}

impl Cluster {
    /// The field at a place, as it is or as it should be.
    fn field(&self, at: usize, mended: bool) -> Option<(&'static str, &'static str)> {
        let (right, wrong) = FIELDS[at];
        let wrong = self.faults[at].checked_sub(1).and_then(|fault| wrong.get(fault));
        if mended { right } else { wrong.copied().or(right) }
    }

    fn yaml(&self, line: &str, mended: bool) -> String {
        if self.flow {
            let fields = self.order.iter().filter_map(|at| self.field(*at, mended));
            let fields: Vec<String> = fields.map(|(key, value)| format!("{key}: {value}")).collect();
            return format!(" {{ {} }} # flow{line}", fields.join(", "));
        }
        let mut out = line.to_owned();
        for at in &self.order {
            let comment = |offset: usize| (self.comments >> (at * 2 + offset)).is_multiple_of(2);
            if comment(0) {
                out += &format!("      # above {at}: [é]{line}");
            }
            if let Some((key, value)) = self.field(*at, mended) {
                let behind = if comment(1) { " # behind" } else { "" };
                out += &format!("      {key}: {value}{behind}{line}");
            }
        }
        out
    }

    fn json(&self, line: &str, mended: bool) -> String {
        let fields = self.order.iter().filter_map(|at| self.field(*at, mended));
        let fields: Vec<String> = fields.map(|(key, value)| format!("\"{key}\": {value}")).collect();
        match self.flow {
            true => format!("{{{}}}", fields.join(", ")),
            false => format!("{{{line}  {}{line}}}", fields.join(&format!(",{line}  "))),
        }
    }
}

/// The files of a spec of three clusters: one of its own, one of an included file, one of a file in JSON.
fn files(clusters: &[Cluster; 3], crlf: bool, mark: bool, mended: bool) -> BTreeMap<&'static str, String> {
    let line = if crlf { "\r\n" } else { "\n" };
    let [own, included, json] = clusters;
    let mark = if mark { "\u{feff}" } else { "" };
    let key = if mended || !crlf { "clusters" } else { "cluster" };
    let head =
        format!("{mark}version: 1{line}name: demo{line}include: [a.yaml, b.json]{line}resources:{line}");
    [
        ("bricep.yaml", format!("{head}  {key}:{line}    own:{}", own.yaml(line, mended))),
        ("a.yaml", format!("resources:{line}  clusters:{line}    a:{}", included.yaml(line, mended))),
        ("b.json", format!("{{\"resources\": {{\"clusters\": {{\"b\": {}}}}}}}", json.json(line, mended))),
    ]
    .into()
}

fn check(files: &Memory, root: &ProjectPath) -> Checked {
    spec::check(files, root, &Options::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_is_mended_is_the_spec_without_its_faults(
        clusters in [cluster(), cluster(), cluster()],
        crlf in any::<bool>(),
        mark in any::<bool>(),
    ) {
        let root = ProjectPath::root().join("bricep.yaml").unwrap();
        let mut texts = files(&clusters, crlf, mark, false);
        let before = Memory::with(texts.iter().map(|(path, text)| (*path, text.clone()))).unwrap();
        let Mended { files: edited, checked, refused, .. } =
            mend(&before, &root, &Options::default(), BTreeMap::new(), check(&before, &root));
        for (path, (old, new)) in &edited {
            let text = texts.get_mut(path.as_str()).unwrap();
            prop_assert_eq!(&*text, old);
            text.clone_from(new);
        }
        prop_assert_eq!(&texts, &files(&clusters, crlf, mark, true));
        prop_assert_eq!(refused, 0);
        prop_assert!(!checked.has_errors(), "{:#?}", checked.diagnostics);
        let after = Memory::with(texts.iter().map(|(path, text)| (*path, text.clone()))).unwrap();
        let again = mend(&after, &root, &Options::default(), BTreeMap::new(), check(&after, &root));
        prop_assert!(again.files.is_empty() && again.fixed.is_empty());
    }
}
