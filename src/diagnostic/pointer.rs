//! JSON pointers into the spec.

/// The JSON pointer (RFC 6901) to a path of keys: `/spark_conf/a~1b`.
pub fn pointer<'a>(keys: impl IntoIterator<Item = &'a str>) -> String {
    let mut pointer = String::new();
    for key in keys {
        pointer.push('/');
        for character in key.chars() {
            match character {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                other => pointer.push(other),
            }
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_escaped() {
        assert_eq!(pointer([]), "");
        assert_eq!(pointer(["spark_conf", "a/b~c", "", "0"]), "/spark_conf/a~1b~0c//0");
    }
}
