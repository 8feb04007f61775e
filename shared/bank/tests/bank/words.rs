//! What people are told: in Chinese and in English, how to mend it, never a value.

use bank::fault::{Fault, Field, LineFault, LineProblem, Problem, ReportFault, Side};

#[test]
fn every_fault_says_how_to_mend_it() {
    let problems = [
        Problem::Empty,
        Problem::TooLong { most: 35 },
        Problem::TooLarge,
        Problem::Shape,
        Problem::Character,
        Problem::Encoding,
        Problem::Formula,
        Problem::Duplicate,
        Problem::Zero,
    ];
    let lines = [
        LineProblem::Missing,
        LineProblem::Shape,
        LineProblem::Unknown,
        LineProblem::Duplicate,
        LineProblem::Encoding,
        LineProblem::Quote,
        LineProblem::Mismatch,
    ];
    let reports = [
        ReportFault::Empty,
        ReportFault::TooLarge,
        ReportFault::Header,
        ReportFault::Document,
        ReportFault::Xml { offset: 3 },
    ];
    let field = Field::Holder;
    let side = Side::Instruction(0);
    let texts = problems
        .iter()
        .map(|problem| Fault { side, field, problem: *problem }.text())
        .chain(lines.iter().map(|problem| LineFault { line: 3, field, problem: *problem }.text()))
        .chain(reports.iter().map(ReportFault::text));
    for text in texts {
        assert!(text.zh.contains("请"), "{}", text.zh);
        assert!(text.en.is_ascii() && text.en.contains(';'), "{}", text.en);
        assert!(!text.zh.is_ascii());
    }
}
