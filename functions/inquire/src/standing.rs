//! How a membership stands, in a sentence: why it is kept or how it ended, and the way on.

use api::Language;
use domain::membership::{EndedHow, Membership, RetainCause};

/// The sentence; none while the membership is simply active.
pub(crate) fn note(membership: &Membership, language: Language) -> Option<String> {
    if let Some(ended) = &membership.ended {
        let (zh, en) = match ended.how {
            EndedHow::Withdrawn => (
                "您已退会,会员证作废。想回来,随时可以重新入会。",
                "You left the union; the certificate is void. You may join again at any time.",
            ),
            EndedHow::AutoWithdrawn => (
                "会籍复核后已按自动退会终止,会员证作废。不服的,可以向上一级工会申诉;以后也可以重新入会。",
                "Your membership ended after a review; the certificate is void. You may appeal to the union above, and you may join again.",
            ),
            EndedHow::Expelled => (
                "会籍已开除,会员证作废。不服的,可以向上一级工会申诉。",
                "You were expelled; the certificate is void. You may appeal to the union above.",
            ),
            EndedHow::Deceased => (
                "会籍因去世登记而终止。如果登记有误,请马上联系工会。",
                "Your membership ended by a report of death. If that is wrong, please call the union at once.",
            ),
        };
        return Some(format!("{}({})", language.pick(zh, en), ended.on));
    }
    let (zh, en) = match membership.retained? {
        RetainCause::Retired => (
            "会籍已保留(退休),无需再申请。不交会费,没有选举权、被选举权和表决权;会员证留给您作纪念。",
            "Your membership is kept (retired); there is no need to apply again. No dues, no vote; the certificate stays with you.",
        ),
        RetainCause::Unemployed => (
            "会籍已保留(失业),无需再申请。不交会费,没有选举权、被选举权和表决权。有了新单位,转会籍即可;回原单位的,可以恢复会籍。",
            "Your membership is kept (out of work); there is no need to apply again. No dues, no vote. With a new employer move it there; back at the old one, make it active again.",
        ),
        RetainCause::EmployerClosed => (
            "会籍已保留(单位关闭),无需再申请,由上级工会代管。不交会费,没有选举权、被选举权和表决权。有了新单位,转会籍即可。",
            "Your membership is kept by the union above (employer closed); there is no need to apply again. No dues, no vote. With a new employer move it there.",
        ),
        RetainCause::UnionDissolved => (
            "会籍已保留(原工会撤销),无需再申请,由上级工会代管。不交会费,没有选举权、被选举权和表决权。有了新单位,转会籍即可。",
            "Your membership is kept by the union above (your union was dissolved); there is no need to apply again. No dues, no vote. With a new employer move it there.",
        ),
        RetainCause::Military => (
            "会籍已保留(服役),无需再申请。不交会费,没有选举权、被选举权和表决权。退役后到单位上班,转会籍或恢复会籍即可。",
            "Your membership is kept (military service); there is no need to apply again. No dues, no vote. Back at work, move it or make it active again.",
        ),
    };
    Some(language.pick(zh, en).to_owned())
}
