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

/// The candidate that `word` is meant to be beyond doubt: the same but for case and joints, or one or two letters away from
/// it and from no other. Names that differ in digits are different names.
pub fn surely_means<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Of fewer letters a third is less than one.
    const SHORTEST: usize = 4;
    const MOST: usize = 2;
    let folded = fold(word);
    let letters = folded.chars().count();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut near: Vec<(usize, &str)> = Vec::new();
    for candidate in candidates.into_iter().filter(|candidate| *candidate != word) {
        let other = fold(candidate);
        let length = other.chars().count();
        if length.abs_diff(letters) > MOST || digits(&folded) != digits(&other) {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&folded, &other);
        let close = distance <= MOST.min(letters / 4) && length.min(letters) >= SHORTEST;
        if distance == 0 || (close && word_by_word(word, candidate)) {
            near.push((distance, candidate));
        }
    }
    near.sort_unstable();
    match near.as_slice() {
        [(_, only)] => Some(only),
        [(0, first), (second, _), ..] if *second > 0 => Some(first),
        _ => None,
    }
}

/// Whether each word of a name is close to the word in its place: `min_workers` is not `max_workers`.
fn word_by_word(a: &str, b: &str) -> bool {
    let words = |name: &str| name.split(['_', '-', ' ']).map(str::to_lowercase).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let close =
        |(a, b): (&String, &String)| strsim::damerau_levenshtein(a, b) <= (a.chars().count() / 4).max(1);
    a.len() != b.len() || a.iter().zip(&b).all(close)
}

fn fold(word: &str) -> String {
    word.chars().filter(|letter| !matches!(letter, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_beyond_doubt_is_sure() {
        let names = [
            "num_workers",
            "max_workers",
            "name",
            "max_files",
            "2X-Large",
            "3X-Large",
            "id",
            "tag_1",
            "hold_storage",
            "gold_storage",
        ];
        let cases = [
            ("num_wrkers", Some("num_workers")),
            ("numWorkers", Some("num_workers")),
            ("nmae", Some("name")),
            ("nme", None),
            ("Id", Some("id")),
            ("ip", None),
            ("4X-Large", None),
            ("2x_large", Some("2X-Large")),
            ("tag_2", None),
            ("mum_workers", Some("num_workers")),
            ("mam_workers", Some("max_workers")),
            ("cold_storage", None),
            ("max_filters", None),
            ("min_workers", None),
        ];
        for (word, expected) in cases {
            assert_eq!(surely_means(word, names), expected, "{word}");
        }
    }

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
