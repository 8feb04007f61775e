//! Rows for the changes of a union's record.

use super::super::record::Post;
use super::*;
use crate::id::UnionId;
use jiff::civil::date;

const TODAY: Date = date(2026, 6, 1);

fn id(text: &str) -> UnionId {
    UnionId::parse(text).unwrap()
}

fn union() -> Union {
    Union {
        id: id("U1"),
        name: "合成机械工会".to_owned(),
        aliases: Vec::new(),
        level: UnionLevel::Grassroots,
        kind: UnionKind::Independent,
        status: UnionStatus::Active,
        parent: Some(id("STREET")),
        path: "/LN/2101/210106/STREET/U1/".to_owned(),
        division: "210106004".to_owned(),
        accepts_individuals: false,
        accepts_groups: Vec::new(),
        credit_code: None,
        phone: None,
        address: None,
    }
}

fn structure_edit() -> Edit {
    Edit::Structure {
        name: "合成机械工会".to_owned(),
        credit_code: Some("81210102XX0000019A".to_owned()),
        statistical_code: None,
        org_type: Some(OrgType::Independent),
        org_form: Some(OrgForm::Committee),
        reply_number: Some("沈铁工发〔2023〕1号".to_owned()),
        founded: Some(date(2023, 5, 1)),
        service_area: vec!["210106004".to_owned()],
        accepts_individuals: false,
        accepts_groups: Vec::new(),
    }
}

fn officer(post: Post, from: Date, to: Option<Date>) -> Officer {
    Officer { post, name: "王合成".to_owned(), from, to, full_time: false }
}

fn faults(edit: &Edit) -> Vec<(String, &'static str)> {
    let record = UnionRecord::nothing(id("U1"));
    let said = edited(&union(), &record, edit, TODAY).err().unwrap_or_default();
    said.into_iter().map(|one| (one.field, one.code)).collect()
}

#[test]
fn a_structure_that_cannot_be_is_refused_by_field() {
    type Mend = fn(&mut Edit);
    fn with(
        edit: &mut Edit,
        set: impl FnOnce(&mut String, &mut Option<String>, &mut Option<Date>),
    ) {
        if let Edit::Structure { name, credit_code, founded, .. } = edit {
            set(name, credit_code, founded);
        }
    }
    #[rustfmt::skip]
    let rows: [(&str, Mend, &str, &str); 6] = [
        // why                       what is asked for                                                                  field           code
        ("a name of one letter",  |e| with(e, |n, _, _| *n = "会".to_owned()),                                   "/name",        "union_name_length"),
        ("an enterprise's code",     |e| with(e, |_, c, _| *c = Some("91210102XX1000010K".to_owned())),                 "/creditCode",  "credit_code_no_union"),
        ("a mistyped code",          |e| with(e, |_, c, _| *c = Some("81210102XX0000018A".to_owned())),                 "/creditCode",  "credit_code_checksum"),
        ("founded tomorrow",         |e| with(e, |_, _, f| *f = Some(date(2026, 6, 2))),                                "/foundedOn",   "date_in_future"),
        ("a place that is none",     |e| if let Edit::Structure { service_area, .. } = e { service_area.push("2x".to_owned()) }, "/serviceArea/1", "division_unknown"),
        ("groups of another kind",   |e| if let Edit::Structure { accepts_groups, .. } = e { accepts_groups.push(OccupationGroup::Courier) }, "/acceptsGroups", "groups_of_industry_only"),
    ];
    assert_eq!(faults(&structure_edit()), []);
    for (why, mend, field, code) in rows {
        let mut edit = structure_edit();
        mend(&mut edit);
        assert_eq!(faults(&edit), [(field.to_owned(), code)], "{why}");
    }
}

#[test]
fn terms_and_posts_are_checked_together() {
    let term = |from, to| Some(Term { from, to });
    let good = term(date(2023, 9, 1), date(2028, 9, 1));
    let old = officer(Post::Chair, date(2018, 9, 1), Some(date(2023, 8, 31)));
    let chair = officer(Post::Chair, date(2023, 9, 1), None);
    let vice = officer(Post::ViceChair, date(2023, 9, 1), None);
    let wrong = officer(Post::Member, date(2023, 9, 1), Some(date(2022, 1, 1)));
    #[rustfmt::skip]
    let rows = [
        // why                              term                                       officers                          said
        ("five years to the day",           good,                                      vec![old.clone(), chair.clone()], None),
        ("two vice chairs",                 good,                                      vec![vice.clone(), vice],         None),
        ("longer than five years",          term(date(2023, 9, 1), date(2028, 9, 2)),  vec![],                           Some(("/term/until", "term_length"))),
        ("backwards",                       term(date(2023, 9, 1), date(2023, 8, 1)),  vec![],                           Some(("/term/until", "date_order"))),
        ("two chairs at once",              good,                                      vec![chair.clone(), old, chair],  Some(("/officers/2/post", "post_taken"))),
        ("an officer's days backwards",     good,                                      vec![wrong],                      Some(("/officers/0/until", "date_order"))),
    ];
    for (why, term, officers, said) in rows {
        let wanted: Vec<(String, &str)> =
            said.into_iter().map(|(field, code): (&str, &str)| (field.to_owned(), code)).collect();
        assert_eq!(faults(&Edit::Officers { term, officers }), wanted, "{why}");
    }
}

#[test]
fn a_certificate_lasts_five_years_at_most() {
    let certificate = |to| {
        Edit::Certificate(Some(Certificate {
            number: "证字1号".to_owned(),
            registrar: id("210106"),
            from: date(2023, 9, 1),
            to,
            cancelled: false,
        }))
    };
    assert_eq!(faults(&certificate(date(2028, 9, 1))), []);
    let long = [("/certificate/until".to_owned(), "union_certificate_length")];
    assert_eq!(faults(&certificate(date(2028, 9, 2))), long);
    assert_eq!(faults(&Edit::Certificate(None)), []);
}

#[test]
fn a_line_tells_old_and_new_and_no_persons_name() {
    let record = UnionRecord::nothing(id("U1"));
    let edit = Edit::Officers {
        term: Some(Term { from: date(2023, 9, 1), to: date(2026, 8, 31) }),
        officers: vec![officer(Post::Chair, date(2023, 9, 1), None)],
    };
    let done = edited(&union(), &record, &edit, TODAY).unwrap().unwrap();
    assert_eq!(done.told["officers"]["new"][0]["name"], "王**");
    assert_eq!(done.told["officers"]["old"], json!([]));
    assert!(!done.told.to_string().contains("王合成"));
    assert!(done.told.get("name").is_none(), "what is the same is not told");
    assert_eq!(done.record.updated, Some(TODAY));
    assert_eq!(edited(&done.union, &done.record, &edit, TODAY), Ok(None), "a repeat");
    let later = edited(&done.union, &done.record, &edit, date(2026, 6, 2)).unwrap().unwrap();
    assert_eq!(later.told, json!({}), "gone through once more, all the same");
}

#[test]
fn a_child_stands_deeper_than_its_parent_whatever_is_tried() {
    let levels = [
        UnionLevel::Province,
        UnionLevel::City,
        UnionLevel::County,
        UnionLevel::Township,
        UnionLevel::Community,
        UnionLevel::Grassroots,
        UnionLevel::Branch,
    ];
    for (above, one) in levels.iter().enumerate() {
        for (below, other) in levels.iter().enumerate() {
            let parent = Union { level: *one, ..union() };
            assert_eq!(check_parent(*other, &parent).is_ok(), above < below, "{one:?} {other:?}");
        }
    }
    let closing = Union { level: UnionLevel::County, status: UnionStatus::Dissolving, ..union() };
    let said = check_parent(UnionLevel::Grassroots, &closing).unwrap_err();
    assert_eq!(said.code, "parent_not_active");
    let county = Union { id: id("210103"), path: "/LN/2101/210103/".to_owned(), ..closing };
    assert_eq!(moved(&union(), &county).path, "/LN/2101/210103/U1/");
}

#[test]
fn an_employer_has_one_covering_union() {
    let employer = |union: Option<&str>| Employer {
        id: crate::id::EmployerId::parse("E1").unwrap(),
        name: "合成公司".to_owned(),
        aliases: Vec::new(),
        credit_code: None,
        division: "210106004".to_owned(),
        address: None,
        union: union.map(id),
        employees: 40,
    };
    let code = |covered: Option<&str>, union: &Union| {
        check_cover(&employer(covered), union).err().map(|fault| fault.code)
    };
    assert_eq!(code(None, &union()), None);
    assert_eq!(code(Some("U1"), &union()), None, "its own already");
    assert_eq!(code(Some("U2"), &union()), Some("employer_covered"));
    let closing = Union { status: UnionStatus::Dissolving, ..union() };
    assert_eq!(code(None, &closing), Some("union_not_admitting"));
}
