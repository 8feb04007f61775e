//! The language in which a person is answered.

use serde::{Deserialize, Serialize};

/// A language that every text of the platform has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Simplified Chinese as used on the mainland; the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The language that an `Accept-Language` header prefers.
    ///
    /// Quality values are honoured (RFC 9110 §12.5.4), the earlier of two equals wins, `*` stands
    /// for Chinese unless Chinese is refused, and what matches nothing is answered in Chinese.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Language {
        let mut zh: Option<u16> = None;
        let mut en: Option<u16> = None;
        let mut any: Option<u16> = None;
        let mut english_first = false;
        for range in header.split(',') {
            let (tag, quality) = read_range(range);
            let primary = tag.split('-').next().unwrap_or_default();
            if primary.eq_ignore_ascii_case("zh") {
                zh = zh.max(Some(quality));
            } else if primary.eq_ignore_ascii_case("en") {
                english_first |= zh.is_none();
                en = en.max(Some(quality));
            } else if primary == "*" {
                any = any.max(Some(quality));
            }
        }
        let zh_quality = zh.or(any).unwrap_or(0);
        let en_quality = en.or(any).unwrap_or(0);
        if en_quality > zh_quality || (en_quality == zh_quality && en_quality > 0 && english_first)
        {
            Language::En
        } else {
            Language::Zh
        }
    }

    /// The BCP 47 tag for `Content-Language`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Zh => "zh-CN",
            Language::En => "en",
        }
    }

    /// The one of two texts that is in this language.
    #[must_use]
    pub const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}

/// One language range and its quality in thousandths; a faulty quality counts as 0.
fn read_range(range: &str) -> (&str, u16) {
    let mut parts = range.split(';').map(str::trim);
    let tag = parts.next().unwrap_or_default();
    let quality = parts
        .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
        .map_or(1000, read_quality);
    (tag, quality)
}

/// `0`, `1`, `0.5`, `0.125` in thousandths.
fn read_quality(text: &str) -> u16 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let thousandths = format!("{fraction:0<3}").parse().unwrap_or(0);
    match whole {
        "0" => thousandths,
        "1" => 1000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, En, Zh};

    #[test]
    fn the_preferred_language_is_honoured() {
        #[rustfmt::skip]
        let cases = [
            // why                                 header                            wanted
            ("no wish",                            "",                               Zh),
            ("plain Chinese",                      "zh-CN",                          Zh),
            ("plain English",                      "en-US",                          En),
            ("a browser in China",                 "zh-CN,zh;q=0.9,en;q=0.8",        Zh),
            ("a browser abroad",                   "en-GB,en;q=0.9,zh;q=0.8",        En),
            ("English listed first, worth less",   "en;q=0.3, zh;q=0.7",             Zh),
            ("English listed last, worth more",    "zh;q=0.300, en;q=0.301",         En),
            ("equals: the first wins",             "en,zh",                          En),
            ("equals: the first wins",             "zh,en",                          Zh),
            ("neither",                            "fr, de;q=0.5",                   Zh),
            ("the third choice is one of ours",    "fr, en;q=0.2",                   En),
            ("anything",                           "*",                              Zh),
            ("anything but Chinese",               "zh;q=0, *",                      En),
            ("English refused",                    "en;q=0",                         Zh),
            ("Traditional Chinese reads Chinese",  "zh-Hant-TW, en;q=0.5",           Zh),
            ("capitals and blanks",                " EN-us ; q=1 , ZH;q=0.5",        En),
            ("a faulty quality counts nothing",    "en;q=high, zh;q=0.1",            Zh),
            ("more than one is no quality",        "en;q=7, zh;q=0.1",               Zh),
            ("not a header at all",                ";;;,,,=",                        Zh),
            ("no prefix match",                    "enm, zhx",                       Zh),
        ];
        for (why, header, wanted) in cases {
            assert_eq!(Language::from_accept_language(header), wanted, "{why}: {header}");
        }
    }

    #[test]
    fn a_text_is_picked_by_language() {
        assert_eq!(Zh.pick("中", "en"), "中");
        assert_eq!(En.pick("中", "en"), "en");
        assert_eq!((Zh.tag(), En.tag(), Language::default()), ("zh-CN", "en", Zh));
    }
}
