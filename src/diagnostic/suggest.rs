//! What a misspelt name was meant to be.

/// The candidate that `word` was probably meant to be, `None` when none is near. Among equally near ones the first
/// wins. Case and the way words are joined (`numWorkers`, `num-workers`) do not count.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer names than this are no typos, and the distance costs the product of both lengths.
    const LONGEST: usize = 100;
    let folded = fold(word);
    if folded.is_empty() || word.len() > LONGEST {
        return None;
    }
    let letters = folded.chars().count();
    // One edit in three letters, so that short names are not confused with each other.
    let most = (letters / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.len() > LONGEST || candidate == word {
            continue;
        }
        let other = fold(candidate);
        let length = other.chars().count();
        if length.abs_diff(letters) > most {
            continue;
        }
        let distance = if other == folded { 0 } else { strsim::damerau_levenshtein(&folded, &other) };
        // A name of which nothing is left is another name.
        let near = distance <= most && distance < length.min(letters);
        if near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn fold(word: &str) -> String {
    word.chars().filter(|letter| !matches!(letter, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names =
            ["num_workers", "node_type_id", "autoscale", "spark_version", "name", "source.yaml", "id"];
        let cases = [
            ("num_wrkers", Some("num_workers")),
            ("numWorkers", Some("num_workers")),
            ("NUM-WORKERS", Some("num_workers")),
            ("spark_verison", Some("spark_version")),
            ("nmae", Some("name")),
            ("Name", Some("name")),
            ("sorce.yaml", Some("source.yaml")),
            ("autoscaling", Some("autoscale")),
            ("xd", Some("id")),
            ("xy", None),
            ("timeout_seconds", None),
            ("", None),
            ("__", None),
        ];
        for (word, expected) in cases {
            assert_eq!(did_you_mean(word, names), expected, "{word}");
        }
    }
}
