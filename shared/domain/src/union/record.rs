//! The union's record (工会档案): what the register keeps of a union beyond what routing needs.
//!
//! It lies beside the union's head, because an application reads the head and never this.

use crate::id::{RestructuringId, UnionId};
use crate::trail::{Record, RecordKind, Trail};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Kind of organisation by the city systems (组织类型, org_type).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrgType {
    /// 独立基层工会.
    Independent,
    /// 联合基层工会.
    Joint,
    /// 街道工会.
    Street,
    /// 园区工会.
    Park,
    /// 行业工会.
    Industry,
    /// 集团工会.
    Group,
    /// 系统工会.
    System,
    /// 分会、小组.
    Branch,
}

impl OrgType {
    /// The code of the dictionary.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            OrgType::Independent => 1,
            OrgType::Joint => 2,
            OrgType::Street => 3,
            OrgType::Park => 4,
            OrgType::Industry => 5,
            OrgType::Group => 6,
            OrgType::System => 7,
            OrgType::Branch => 8,
        }
    }
}

/// Form of organisation by the city systems (组织形式, org_form).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrgForm {
    /// 总工会.
    General,
    /// 工会.
    Union,
    /// 工会联合会.
    Federation,
    /// 工会委员会.
    Committee,
    /// 联合工会委员会.
    JointCommittee,
    /// 分会.
    Branch,
    /// 小组.
    Group,
}

impl OrgForm {
    /// The code of the dictionary.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            OrgForm::General => 1,
            OrgForm::Union => 2,
            OrgForm::Federation => 3,
            OrgForm::Committee => 4,
            OrgForm::JointCommittee => 5,
            OrgForm::Branch => 6,
            OrgForm::Group => 7,
        }
    }
}

/// What an elected officer was elected to (职务).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Post {
    /// 主席: one, and the legal representative of a union that is a legal person.
    Chair,
    /// 副主席.
    ViceChair,
    /// 经费审查委员会主任: one.
    AuditChair,
    /// 女职工委员会主任: one.
    WomenChair,
    /// 委员.
    Member,
    /// 组织员: in place of a committee, below 25 members.
    Organiser,
}

impl Post {
    /// True for a post that only one person holds at a time.
    #[must_use]
    pub fn is_single(self) -> bool {
        match self {
            Post::Chair | Post::AuditChair | Post::WomenChair => true,
            Post::ViceChair | Post::Member | Post::Organiser => false,
        }
    }
}

/// Who was elected to what, from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// To what.
    pub post: Post,
    /// His name: an elected officer's is public within the union.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day; none as long as the term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// 专职: he does nothing else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub full_time: bool,
}

/// The committee's term (届期).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The election day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The certificate of a union that is a legal person (工会法人资格证书).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Its number.
    pub number: String,
    /// The registrar: a general trade union at county level or above.
    pub registrar: UnionId,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// 注销: it was given back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
}

/// Whom to ask (联系人).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// His name.
    pub name: String,
    /// The office's telephone.
    pub phone: String,
}

/// The union's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnionRecord {
    /// Whose.
    pub union: UnionId,
    /// Its history.
    pub trail: Trail,
    /// 工会组织代码: 14 digits, never used again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The national statistical code (全总统计代码), where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statistical_code: Option<String>,
    /// 组织类型.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_type: Option<OrgType>,
    /// 组织形式.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_form: Option<OrgForm>,
    /// 批复文号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_number: Option<String>,
    /// 建会时间.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded: Option<Date>,
    /// The divisions whose people it serves; its own is understood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub service_area: Vec<String>,
    /// Elected officers, those in office and those before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub officers: Vec<Officer>,
    /// The committee's term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Its certificate as a legal person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    /// Whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// When somebody last went through its data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
    /// The merging, splitting or dissolving that is asked for or under way: one at a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restructuring: Option<RestructuringId>,
}

impl UnionRecord {
    /// A record in which nothing stands yet.
    #[must_use]
    pub fn nothing(union: UnionId) -> UnionRecord {
        UnionRecord {
            union,
            trail: Trail::default(),
            code: None,
            statistical_code: None,
            org_type: None,
            org_form: None,
            reply_number: None,
            founded: None,
            service_area: Vec::new(),
            officers: Vec::new(),
            term: None,
            certificate: None,
            contact: None,
            updated: None,
            restructuring: None,
        }
    }

    /// The name under which its lines are kept.
    #[must_use]
    pub fn record(&self) -> Record {
        of_union(&self.union)
    }
}

/// The name under which a union's lines are kept.
#[must_use]
pub fn of_union(union: &UnionId) -> Record {
    Record::new(RecordKind::Union, union.as_str())
}
