//! Pinyin initials of a name (姓名拼音首字母): `wxm` for 王小明. They are how an officer finds somebody whose
//! characters he does not have at hand.
//!
//! One reading per character, the surname's own where it differs (单 is Shan in a name). Letters stay
//! as they are; marks such as «·» are left out; a character nobody has a reading for is `~`.

use pinyin::ToPinyin;

/// Surnames of two characters whose first is read otherwise than alone, with their initials.
const COMPOUND: [(&str, &str); 3] = [("万俟", "mq"), ("尉迟", "yc"), ("长孙", "zs")];

/// Characters that are read otherwise when they are a surname.
const SURNAMES: [(char, char); 16] = [
    ('单', 's'),
    ('曾', 'z'),
    ('解', 'x'),
    ('仇', 'q'),
    ('区', 'o'),
    ('查', 'z'),
    ('翟', 'z'),
    ('盖', 'g'),
    ('朴', 'p'),
    ('覃', 'q'),
    ('乐', 'y'),
    ('种', 'c'),
    ('折', 's'),
    ('召', 's'),
    ('繁', 'p'),
    ('员', 'y'),
];

/// The initials of a name, in small letters.
#[must_use]
pub fn initials(name: &str) -> String {
    let compound = COMPOUND.iter().find(|(surname, _)| name.starts_with(surname));
    if let Some((surname, letters)) = compound {
        let rest = name.strip_prefix(surname).unwrap_or_default();
        return format!("{letters}{}", rest.chars().filter_map(letter).collect::<String>());
    }
    let mut characters = name.chars();
    let first = characters.next().and_then(|first| {
        let read = SURNAMES.iter().find(|(surname, _)| *surname == first);
        read.map(|(_, letter)| *letter).or_else(|| letter(first))
    });
    first.into_iter().chain(characters.filter_map(letter)).collect()
}

fn letter(character: char) -> Option<char> {
    if character.is_ascii_alphabetic() {
        return Some(character.to_ascii_lowercase());
    }
    if !character.is_alphanumeric() {
        return None;
    }
    let read = character.to_pinyin().and_then(|read| read.plain().chars().next());
    Some(read.filter(char::is_ascii_lowercase).unwrap_or('~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_initials_that_people_type() {
        let rows = [
            ("王小明", "wxm", "plain"),
            ("单雪", "sx", "a surname with its own reading"),
            ("曾曾", "zc", "and only where it is the surname"),
            ("欧阳娜", "oyn", "a surname of two characters"),
            ("尉迟恭", "ycg", "one that is read otherwise"),
            ("张㛃", "zj", "a rare character"),
            ("李𬭎", "lh", "one beyond the basic plane"),
            ("巴特尔·某", "btem", "marks count nothing"),
            ("Anna 王", "annaw", "letters stay"),
            ("", "", "nothing"),
        ];
        for (name, expected, why) in rows {
            assert_eq!(initials(name), expected, "{why}");
        }
    }
}
