//! Quartz cron expressions: what the scheduler of Databricks takes, field by field.

/// One field of an expression.
struct Field {
    name: &'static str,
    least: u32,
    most: u32,
    /// Names that stand for numbers, from `least` on.
    names: &'static [&'static str],
}

const MONTHS: &[&str] = &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS: &[&str] = &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const FIELDS: [Field; 7] = [
    Field { name: "second", least: 0, most: 59, names: &[] },
    Field { name: "minute", least: 0, most: 59, names: &[] },
    Field { name: "hour", least: 0, most: 23, names: &[] },
    Field { name: "day of the month", least: 1, most: 31, names: &[] },
    Field { name: "month", least: 1, most: 12, names: MONTHS },
    Field { name: "day of the week", least: 1, most: 7, names: DAYS },
    Field { name: "year", least: 1970, most: 2099, names: &[] },
];
const DAY_OF_MONTH: usize = 3;
const DAY_OF_WEEK: usize = 5;

/// What is wrong with an expression, and what to write instead.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: String,
}

/// Checks an expression.
///
/// # Errors
/// The first fault.
pub(super) fn check(expression: &str) -> Result<(), Fault> {
    let fields: Vec<&str> = expression.split_whitespace().collect();
    if !(6..=7).contains(&fields.len()) {
        // The schema says so.
        return Ok(());
    }
    for (at, text) in fields.iter().enumerate() {
        let field = &FIELDS[at];
        if *text == "?" {
            if at != DAY_OF_MONTH && at != DAY_OF_WEEK {
                let message = format!("`?` cannot stand for the {}", field.name);
                return Err(Fault { message, help: "write `*`".to_owned() });
            }
            continue;
        }
        if let Some(part) = text.split(',').find(|part| !is_part(part, at)) {
            let message = format!("`{part}` is no {}", field.name);
            return Err(Fault { message, help: takes(field) });
        }
    }
    match (fields[DAY_OF_MONTH], fields[DAY_OF_WEEK]) {
        ("?", "?") => Err(Fault {
            message: "neither the day of the month nor the day of the week is given".to_owned(),
            help: "write `*` for the day of the month".to_owned(),
        }),
        (month, week) if month != "?" && week != "?" => Err(Fault {
            message: "the day of the month and the day of the week are both given".to_owned(),
            help: "write `?` for the one that does not count".to_owned(),
        }),
        _ => Ok(()),
    }
}

fn takes(field: &Field) -> String {
    let names = match field.names {
        [first, .., last] => format!(", or `{first}` to `{last}`"),
        _ => String::new(),
    };
    format!("write {} to {}{names}, a range, a list or a step of them, or `*`", field.least, field.most)
}

/// Whether a text is one element of the list in a field.
fn is_part(part: &str, at: usize) -> bool {
    let field = &FIELDS[at];
    let special = match at {
        DAY_OF_MONTH => {
            let offset =
                part.strip_prefix("L-").is_some_and(|offset| number(offset).is_some_and(|n| n <= 30));
            let weekday = part.strip_suffix('W').is_some_and(|day| value(day, field).is_some());
            offset || weekday || ["L", "LW"].contains(&part)
        }
        DAY_OF_WEEK => {
            let last =
                part.strip_suffix('L').is_some_and(|day| day.is_empty() || value(day, field).is_some());
            let nth = part.split_once('#').is_some_and(|(day, nth)| {
                value(day, field).is_some() && number(nth).is_some_and(|nth| (1..=5).contains(&nth))
            });
            last || nth
        }
        _ => false,
    };
    if special {
        return true;
    }
    let (range, step) = match part.split_once('/') {
        Some((range, step)) => (range, Some(step)),
        None => (part, None),
    };
    if step.is_some_and(|step| number(step).is_none_or(|step| step == 0 || step > field.most)) {
        return false;
    }
    match range.split_once('-') {
        _ if range == "*" || (range.is_empty() && step.is_some()) => true,
        Some((from, to)) => value(from, field).is_some() && value(to, field).is_some(),
        None => value(range, field).is_some(),
    }
}

fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn value(text: &str, field: &Field) -> Option<u32> {
    let named = field.names.iter().position(|name| name.eq_ignore_ascii_case(text));
    let value = named.map_or_else(|| number(text), |at| Some(field.least + at as u32))?;
    (field.least..=field.most).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_quartz_takes_is_taken() {
        let expressions = [
            "0 0 2 * * ?",
            "0 0/15 8-18 ? * MON-FRI",
            "30 5,35 * L-3 * ?",
            "0 0 12 LW 1/2 ? 2026-2030",
            "0 0 0 15W jan,JUN ?",
            "0 0 0 ? * 6#3",
            "0 0 0 ? * 2L",
            "*/10 * * ? * *",
            "0 0 22-2 * * ?",
        ];
        for expression in expressions {
            assert_eq!(check(expression), Ok(()), "{expression}");
        }
    }

    #[test]
    fn what_it_does_not_take_is_told() {
        let cases = [
            ("0 60 2 * * ?", "`60` is no minute", "write 0 to 59, a range, a list or a step of them, or `*`"),
            ("0 0 24 * * ?", "`24` is no hour", "write 0 to 23, a range, a list or a step of them, or `*`"),
            (
                "0 0 2 ? * 0",
                "`0` is no day of the week",
                "write 1 to 7, or `SUN` to `SAT`, a range, a list or a step of them, or `*`",
            ),
            (
                "0 0 2 ? FOO *",
                "`FOO` is no month",
                "write 1 to 12, or `JAN` to `DEC`, a range, a list or a step of them, or `*`",
            ),
            (
                "0 0/0 2 * * ?",
                "`0/0` is no minute",
                "write 0 to 59, a range, a list or a step of them, or `*`",
            ),
            ("0 ? 2 * * ?", "`?` cannot stand for the minute", "write `*`"),
            (
                "0 0 2 * * *",
                "the day of the month and the day of the week are both given",
                "write `?` for the one that does not count",
            ),
            (
                "0 0 2 ? * ?",
                "neither the day of the month nor the day of the week is given",
                "write `*` for the day of the month",
            ),
            (
                "0 0 2 +5 * ?",
                "`+5` is no day of the month",
                "write 1 to 31, a range, a list or a step of them, or `*`",
            ),
        ];
        for (expression, message, help) in cases {
            let fault = check(expression).unwrap_err();
            assert_eq!((&*fault.message, &*fault.help), (message, help), "{expression}");
        }
    }
}
