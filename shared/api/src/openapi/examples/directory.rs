//! Examples of what searching gives.

use serde_json::Value;

use super::{id, union, value};
use crate::directory::{
    DivisionLevel, DivisionRef, DivisionView, EmployerItem, EmployerList, UnionItem, UnionLevel,
    UnionList,
};

pub(super) fn answer(operation: &str) -> Option<Value> {
    match operation {
        "findEmployers" => value(EmployerList {
            items: vec![EmployerItem {
                id: id("E01"),
                name: "示范快递有限公司(合成数据)".into(),
                credit_code: Some("91210102XX1000010K".into()),
                division: district(),
                address: Some("沈阳市铁西区示范路3号".into()),
                union: Some(union()),
            }],
            cursor: None,
        }),
        "findUnions" => value(UnionList { items: vec![found()], cursor: None }),
        "getDivision" => value(DivisionView {
            division: division("2101", "沈阳市", "辽宁省沈阳市", DivisionLevel::City),
            above: vec![division("21", "辽宁省", "辽宁省", DivisionLevel::Province)],
            below: vec![district()],
        }),
        _ => None,
    }
}

fn found() -> UnionItem {
    let union = union();
    UnionItem {
        id: union.id,
        name: union.name,
        level: UnionLevel::Township,
        division: district(),
        phone: union.phone,
        address: union.address,
        accepts_individuals: true,
    }
}

fn district() -> DivisionRef {
    division("210106", "铁西区", "辽宁省沈阳市铁西区", DivisionLevel::County)
}

fn division(code: &str, name: &str, full_name: &str, level: DivisionLevel) -> DivisionRef {
    DivisionRef {
        code: code.to_owned(),
        name: name.to_owned(),
        full_name: full_name.to_owned(),
        level,
    }
}
