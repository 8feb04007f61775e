//! Occupation groups, and the national codes of how a membership changes.
//!
//! Deliberately absent: who may join; an occupation never decides that.

use crate::table;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The reference table; its header explains the columns.
const TABLE: &str = include_str!("../../../infra/reference/groups.tsv");

/// The group that a worker belongs to by occupation (八大群体、新就业形态).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OccupationGroup {
    /// 货车司机.
    TruckDriver,
    /// 快递员.
    Courier,
    /// 护工护理员.
    CareWorker,
    /// 家政服务员.
    DomesticWorker,
    /// 商场信息员.
    MallPromoter,
    /// 网约送餐员.
    FoodDeliveryRider,
    /// 房产中介员.
    EstateAgent,
    /// 保安员.
    SecurityGuard,
    /// 网约车司机.
    RideHailingDriver,
    /// 其他新就业形态.
    OtherNewForm,
    /// None of them.
    None,
}

/// A campaign that counts some of the groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Campaign {
    /// 八大群体入会, national, from 2018.
    Eight2018,
    /// Trucks, ride-hailing, couriers, food delivery: national, from 2021.
    Four2021,
    /// 新就业形态劳动者.
    NewForm,
}

impl Campaign {
    /// All campaigns.
    pub const ALL: [Campaign; 3] = [Campaign::Eight2018, Campaign::Four2021, Campaign::NewForm];

    /// Its tag in the reference table and in statistics.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Campaign::Eight2018 => "EIGHT_2018",
            Campaign::Four2021 => "FOUR_2021",
            Campaign::NewForm => "NEW_FORM",
        }
    }
}

impl OccupationGroup {
    /// All groups, in the order in which a form offers them.
    pub const ALL: [OccupationGroup; 11] = [
        OccupationGroup::TruckDriver,
        OccupationGroup::Courier,
        OccupationGroup::CareWorker,
        OccupationGroup::DomesticWorker,
        OccupationGroup::MallPromoter,
        OccupationGroup::FoodDeliveryRider,
        OccupationGroup::EstateAgent,
        OccupationGroup::SecurityGuard,
        OccupationGroup::RideHailingDriver,
        OccupationGroup::OtherNewForm,
        OccupationGroup::None,
    ];

    /// The word in which the API and the table say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            OccupationGroup::TruckDriver => "TRUCK_DRIVER",
            OccupationGroup::Courier => "COURIER",
            OccupationGroup::CareWorker => "CARE_WORKER",
            OccupationGroup::DomesticWorker => "DOMESTIC_WORKER",
            OccupationGroup::MallPromoter => "MALL_PROMOTER",
            OccupationGroup::FoodDeliveryRider => "FOOD_DELIVERY_RIDER",
            OccupationGroup::EstateAgent => "ESTATE_AGENT",
            OccupationGroup::SecurityGuard => "SECURITY_GUARD",
            OccupationGroup::RideHailingDriver => "RIDE_HAILING_DRIVER",
            OccupationGroup::OtherNewForm => "OTHER_NEW_FORM",
            OccupationGroup::None => "NONE",
        }
    }

    /// True for one of the eight groups of the report.
    #[must_use]
    pub fn is_eight_group(self) -> bool {
        self.column(0) == "eight"
    }

    /// True when a campaign counts workers of this group.
    #[must_use]
    pub fn is_counted_by(self, campaign: Campaign) -> bool {
        self.column(1).split(' ').any(|tag| tag == campaign.tag())
    }

    /// The campaigns that count workers of this group.
    pub fn campaigns(self) -> impl Iterator<Item = Campaign> {
        Campaign::ALL.into_iter().filter(move |campaign| self.is_counted_by(*campaign))
    }

    /// Its name in Chinese.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.column(2)
    }

    /// Its name in English.
    #[must_use]
    pub fn en(self) -> &'static str {
        self.column(3)
    }

    fn column(self, at: usize) -> &'static str {
        table::row(TABLE, self.as_str()).map_or("", |columns| table::column(columns, at))
    }
}

/// Gives an enum the numeric codes of a national dictionary.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal $zh:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[derive(JsonSchema)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum $name {
            $(
                $(#[$variant_doc])*
                #[doc = $zh]
                $variant,
            )+
        }

        impl $name {
            /// All values, in the order of their codes.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The number by which exports say it.
            #[must_use]
            pub fn code(self) -> u8 {
                match self {
                    $($name::$variant => $code,)+
                }
            }

            /// The value of a number, if it has one.
            #[must_use]
            pub fn from_code(code: u8) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.code() == code)
            }

            /// Its name in Chinese, as the dictionary spells it.
            #[must_use]
            pub fn zh(self) -> &'static str {
                match self {
                    $($name::$variant => $zh,)+
                }
            }
        }
    };
}

coded! {
    /// How a membership changes (会籍变化类型), national real-name dictionary.
    ChangeType {
        Join = 1 "入会",
        TransferIn = 2 "转入",
        Retain = 3 "保留",
        TransferOut = 4 "转出",
        Expel = 5 "除名",
        Leave = 6 "退会",
    }
}

coded! {
    /// Changes that the national dictionary lacks; a field of its own, so that exports stay compatible.
    ChangeExtension {
        Death = 7 "死亡",
        EmployerDissolved = 8 "单位撤销",
        Restored = 9 "恢复(登记有误)",
    }
}

coded! {
    /// Why a membership changes (会籍变化原因), national real-name dictionary.
    ChangeReason {
        WorkRelationChanged = 1 "劳动(工作)关系发生变化",
        LaidOff = 2 "在本单位下岗后待岗",
        Unemployed = 3 "失业",
        EmployerBankrupt = 4 "所在企业破产",
        OwnWish = 5 "个人要求退会",
        ExpelledForCrime = 6 "因犯罪被开除会籍",
    }
}

coded! {
    /// Whether and how somebody works (就业状况), national real-name dictionary.
    EmploymentStatus {
        AtWork = 1 "在岗",
        LaidOff = 2 "待(下)岗",
        Unemployed = 3 "失业",
        Retired = 4 "退休",
        VeteranRetired = 5 "离休",
        Resigned = 6 "退职",
        InternallyRetired = 7 "退养(内退)",
        SickLeave = 8 "病休",
        Other = 9 "其他",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_its_row_and_every_row_its_group() {
        table::assert_sorted(TABLE);
        let mut groups: Vec<&str> = OccupationGroup::ALL.map(OccupationGroup::as_str).to_vec();
        groups.sort_unstable();
        let rows: Vec<&str> = table::rows(TABLE, "").map(|(key, _)| key).collect();
        assert_eq!(rows, groups);
        for group in OccupationGroup::ALL {
            assert_eq!(serde_json::to_value(group).unwrap(), group.as_str());
            assert!(!group.zh().is_empty() && group.en().is_ascii() && !group.en().is_empty());
            let tags = group.column(1).split(' ').filter(|tag| !tag.is_empty());
            assert_eq!(tags.count(), group.campaigns().count(), "{group:?} has an unknown tag");
        }
    }

    #[test]
    fn campaigns_count_the_groups_that_they_name() {
        use Campaign::{Eight2018, Four2021, NewForm};
        let count = |campaign| {
            OccupationGroup::ALL.iter().filter(|group| group.is_counted_by(campaign)).count()
        };
        assert_eq!((count(Eight2018), count(Four2021), count(NewForm)), (8, 4, 5));
        for group in OccupationGroup::ALL {
            assert_eq!(group.is_eight_group(), group.is_counted_by(Eight2018), "{group:?}");
            assert!(!group.is_counted_by(Four2021) || group.is_counted_by(NewForm), "{group:?}");
        }
        assert!(!OccupationGroup::RideHailingDriver.is_eight_group());
        assert_eq!(OccupationGroup::None.campaigns().count(), 0);
    }

    #[test]
    fn the_national_codes_are_those_of_the_dictionary() {
        assert_eq!(ChangeType::ALL.len(), 6);
        assert_eq!(ChangeReason::ALL.len(), 6);
        assert_eq!(EmploymentStatus::ALL.len(), 9);
        for (at, value) in (1_u8..).zip(ChangeType::ALL) {
            assert_eq!(value.code(), at);
            assert_eq!(ChangeType::from_code(at), Some(*value));
        }
        for (at, value) in (1_u8..).zip(ChangeReason::ALL) {
            assert_eq!(value.code(), at);
        }
        for (at, value) in (1_u8..).zip(EmploymentStatus::ALL) {
            assert_eq!(value.code(), at);
        }
        // Ours begin where the national ones end, and are never among them.
        for value in ChangeExtension::ALL {
            assert_eq!(ChangeType::from_code(value.code()), None, "{value:?}");
        }
        assert_eq!(serde_json::to_value(ChangeType::TransferIn).unwrap(), "TRANSFER_IN");
        assert_eq!(ChangeReason::OwnWish.zh(), "个人要求退会");
        assert_eq!(ChangeType::from_code(0), None);
    }
}
