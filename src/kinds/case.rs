//! Names of fields: snake_case in the spec, lowerCamelCase in Bicep and ARM JSON.
//!
//! The rule: an underscore before a lower-case letter goes, and the letter becomes a capital; every other underscore
//! stays. So the way back is exact for every name without capitals. Keys of free-form maps are never converted
//! ([`Shape::is_free_form`](super::Shape::is_free_form)).

/// `spark_env_vars` as `sparkEnvVars`.
pub fn camel_case(snake: &str) -> String {
    let mut camel = String::with_capacity(snake.len());
    let mut letters = snake.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek().copied() {
            Some(next) if letter == '_' && next.is_ascii_lowercase() => {
                camel.push(next.to_ascii_uppercase());
                letters.next();
            }
            _ => camel.push(letter),
        }
    }
    camel
}

/// `sparkEnvVars` as `spark_env_vars`.
pub fn snake_case(camel: &str) -> String {
    let mut snake = String::with_capacity(camel.len() + 4);
    for letter in camel.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
