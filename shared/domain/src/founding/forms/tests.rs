//! Rows for the forms of a founding.

use super::*;
use jiff::civil::date;
use serde_json::json;

fn employer(n: u8, employees: u32, members: u32) -> Value {
    let code = ["91210102XX1000010K", "91210102XX1000029G"][usize::from(n % 2)];
    json!({ "creditCode": code, "name": "某公司", "division": "210106004",
            "employees": employees, "members": members })
}

fn request() -> Value {
    let preparer = |name: &str| json!({ "name": name, "consent": true });
    json!({
        "unionName": "某公司工会委员会",
        "form": "COMMITTEE",
        "employers": [employer(0, 120, 60)],
        "preparers": [preparer("张一"), preparer("李二"), preparer("王三")],
        "excluded": [{ "name": "赵总", "why": "LEGAL_REPRESENTATIVE" }],
    })
}

fn with(mut form: Value, pointer: &str, value: Value) -> Value {
    *form.pointer_mut(pointer).unwrap() = value;
    form
}

fn words(faults: Vec<FieldFault>) -> Vec<String> {
    faults.into_iter().map(|fault| format!("{} {}", fault.pointer, fault.code)).collect()
}

#[test]
fn a_request_is_taken_or_each_of_its_faults_is_named() {
    let preparers = |count: usize| {
        let one = |n: usize| json!({ "name": format!("张{}", "一二三四五六七八".chars().nth(n).unwrap()), "consent": true });
        Value::Array((0..count).map(one).collect())
    };
    let joint = |first: Value, second: Value| {
        with(with(request(), "/form", json!("JOINT")), "/employers", json!([first, second]))
    };
    #[rustfmt::skip]
    let rows: Vec<(&str, Value, Vec<&str>)> = vec![
        ("as it should be",              request(), vec![]),
        ("nothing at all",               json!({}), vec!["/employers required", "/excluded required", "/form required", "/preparers required", "/unionName required"]),
        ("not even an object",           json!([]), vec![" not_object", "/employers required", "/excluded required", "/form required", "/preparers required", "/unionName required"]),
        ("a field of nobody's",          { let mut f = request(); f["salary"] = json!(1); f }, vec!["/salary unknown_field"]),
        ("two preparers",                with(request(), "/preparers", preparers(2)), vec!["/preparers preparers_count"]),
        ("three",                        with(request(), "/preparers", preparers(3)), vec![]),
        ("seven",                        with(request(), "/preparers", preparers(7)), vec![]),
        ("eight",                        with(request(), "/preparers", preparers(8)), vec!["/preparers preparers_count"]),
        ("one of them twice",            with(request(), "/preparers/2/name", json!("李二")), vec!["/preparers/2 repeated"]),
        ("without his yes",              with(request(), "/preparers/1/consent", json!(false)), vec!["/preparers/1/consent preparer_consent"]),
        ("a Latin name",                 with(request(), "/preparers/1/name", json!("Zhang")), vec!["/preparers/1/name name_characters"]),
        ("nobody works there",           with(request(), "/employers/0/employees", json!(0)), vec!["/employers/0/employees out_of_range"]),
        ("more members than employees",  with(request(), "/employers/0/members", json!(121)), vec!["/employers/0/members members_over_employees"]),
        ("everybody joins",              with(request(), "/employers/0/members", json!(120)), vec![]),
        ("a number with a fraction",     with(request(), "/employers/0/members", json!(1.5)), vec!["/employers/0/members out_of_range"]),
        ("a number as text",             with(request(), "/employers/0/members", json!("60")), vec!["/employers/0/members not_number"]),
        ("a wrong code",                 with(request(), "/employers/0/creditCode", json!("91210102XX1000010A")), vec!["/employers/0/creditCode credit_code_checksum"]),
        ("outside the province",         with(request(), "/employers/0/division", json!("110101")), vec!["/employers/0/division division_outside"]),
        ("as wide as a city",            with(request(), "/employers/0/division", json!("2101")), vec!["/employers/0/division division_too_wide"]),
        ("no legal representative",      with(request(), "/excluded/0/why", json!("PARTNER")), vec!["/excluded legal_representative_missing"]),
        ("a form that there is not",     with(request(), "/form", json!("CLUB")), vec!["/form not_one_of"]),
        ("an organiser for 24",          with(with(request(), "/form", json!("ORGANISER")), "/employers/0/members", json!(24)), vec![]),
        ("an organiser for 25",          with(with(request(), "/form", json!("ORGANISER")), "/employers/0/members", json!(25)), vec!["/form committee_required"]),
        ("joint with one employer",      with(with(request(), "/form", json!("JOINT")), "/employers/0/members", json!(24)), vec!["/employers employers_two"]),
        ("24 members, joint",            joint(employer(0, 30, 24), employer(1, 9, 5)), vec![]),
        ("25 of one of them",            joint(employer(0, 30, 25), employer(1, 9, 5)), vec!["/employers/0/members own_committee_required"]),
        ("the same employer twice",      joint(employer(0, 30, 10), employer(0, 9, 5)), vec!["/employers/1 repeated"]),
        ("two employers, one committee", with(request(), "/employers", json!([employer(0, 9, 5), employer(1, 9, 5)])), vec!["/employers employers_one"]),
    ];
    for (why, form, wanted) in rows {
        let got = words(read_request(&form).err().unwrap_or_default());
        assert_eq!(got, wanted, "{why}");
    }
}

#[test]
fn a_meeting_lies_ahead_and_names_each_candidate_once() {
    let today = date(2026, 6, 1);
    let form = |day: &str, candidates: Value| {
        json!({ "meetingOn": day, "place": "三楼会议室", "assembly": "GENERAL",
                "candidates": candidates })
    };
    #[rustfmt::skip]
    let rows: Vec<(&str, Value, Vec<&str>)> = vec![
        ("today",                form("2026-06-01", json!([1, 2, 3])), vec![]),
        ("yesterday",            form("2026-05-31", json!([1])),       vec!["/meetingOn date_in_past"]),
        ("in ninety days",       form("2026-08-30", json!([1])),       vec![]),
        ("in ninety-one",        form("2026-08-31", json!([1])),       vec!["/meetingOn date_too_far"]),
        ("a day that is none",   form("2026-02-30", json!([1])),       vec!["/meetingOn date_format"]),
        ("nobody stands",        form("2026-06-09", json!([])),        vec!["/candidates too_few"]),
        ("somebody twice",       form("2026-06-09", json!([2, 2])),    vec!["/candidates/1 repeated"]),
        ("names for numbers",    form("2026-06-09", json!(["张一"])),  vec!["/candidates not_list"]),
    ];
    for (why, form, wanted) in rows {
        assert_eq!(words(read_meeting(&form, today).err().unwrap_or_default()), wanted, "{why}");
    }
}

#[test]
fn a_results_own_contradictions_are_named_at_the_door() {
    let today = date(2026, 6, 30);
    let good = json!({
        "heldOn": "2026-06-20", "assembly": "GENERAL", "entitled": 100, "present": 67, "ballots": 67,
        "elected": [{ "person": 1, "post": "CHAIR", "votes": 51 }],
        "termYears": 3, "minutes": "会议选举产生第一届工会委员会,到会人数符合规定,选举有效。",
    });
    #[rustfmt::skip]
    let rows: Vec<(&str, Value, Vec<&str>)> = vec![
        ("as it should be",           good.clone(), vec![]),
        ("60 of 100 are no quorum",   with(with(good.clone(), "/present", json!(60)), "/ballots", json!(60)), vec!["/present quorum_not_met"]),
        ("66 neither",                with(with(good.clone(), "/present", json!(66)), "/ballots", json!(66)), vec!["/present quorum_not_met"]),
        ("more than there are",       with(good.clone(), "/present", json!(101)), vec!["/present present_over_entitled"]),
        ("more ballots than people",  with(good.clone(), "/ballots", json!(68)), vec!["/ballots ballots_over_present"]),
        ("more votes than ballots",   with(good.clone(), "/elected/0/votes", json!(68)), vec!["/elected/0/votes votes_over_ballots"]),
        ("half is no majority",       with(good.clone(), "/elected/0/votes", json!(50)), vec!["/elected/0/votes majority_not_met"]),
        ("four years",                with(good.clone(), "/termYears", json!(4)), vec!["/termYears term_years"]),
        ("five years",                with(good.clone(), "/termYears", json!(5)), vec![]),
        ("held tomorrow",             with(good.clone(), "/heldOn", json!("2026-07-01")), vec!["/heldOn date_in_future"]),
        ("no minutes",                with(good.clone(), "/minutes", json!("选举有效")), vec!["/minutes too_short"]),
        ("a post that is none",       with(good.clone(), "/elected/0/post", json!("KING")), vec!["/elected/0/post not_one_of"]),
        ("a vote below nothing",      with(good.clone(), "/elected/0/votes", json!(-1)), vec!["/elected/0/votes out_of_range"]),
    ];
    for (why, form, wanted) in rows {
        assert_eq!(words(read_result(&form, today).err().unwrap_or_default()), wanted, "{why}");
    }
}

#[test]
fn what_was_read_is_written_as_it_was() {
    let today = date(2026, 6, 1);
    let request = request();
    assert_eq!(serde_json::to_value(read_request(&request).unwrap()).unwrap(), request);
    let re_election = json!({
        "union": "FACTORY", "meetingOn": "2026-06-20", "place": "食堂", "assembly": "DELEGATES",
        "excluded": [{ "name": "赵总", "why": "LEGAL_REPRESENTATIVE" }],
    });
    let read = read_re_election(&re_election, today).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), re_election);
}
