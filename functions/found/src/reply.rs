//! `GET /v1/foundings/{id}/replies/{round}`: the reply document (批复), in words.

use crate::read::reply_of;
use crate::seen::Seen;
use api::foundings::{FoundingReply, ReplyView};
use api::{Language, ProblemCode};
use step::{Answer, Call, Kit, Reply};

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let mut seen = Seen::for_insiders(kit, call).await?;
    let round: u32 = call.param("round").parse().map_err(|_| ProblemCode::NotFound)?;
    let reply = reply_of(kit, &mut seen, round).await?.ok_or(ProblemCode::NotFound)?;
    let (title, paragraphs) = words(&seen, &reply, call.language);
    let name = &seen.founding.name;
    let view = ReplyView {
        title,
        to: match call.language {
            Language::Zh => format!("{name}筹备组"),
            Language::En => format!("Preparation group of {name}"),
        },
        paragraphs,
        from: reply.union,
        number: reply.number,
        on: reply.on,
        application_number: seen.founding.number.clone(),
        synthetic: kit.settings().allow_synthetic,
    };
    Reply::json(200, &view)
}

fn words(seen: &Seen, reply: &FoundingReply, language: Language) -> (String, Vec<String>) {
    let name = &seen.founding.name;
    let number = &seen.founding.number;
    let (title, body): (String, [String; 2]) = match (language, reply.round) {
        (Language::Zh, 1) => (
            format!("关于同意筹备建立{name}的批复"),
            [
                format!("你们关于建立工会的请示(受理编号{number})收悉。经研究,同意筹备建立{name}。"),
                "请筹备组依照工会法和中国工会章程做好会员发展工作,协商提出候选人,并在十二个月内提出召开会员大会的请示。".to_owned(),
            ],
        ),
        (Language::Zh, 2) => (
            format!("关于同意召开{name}会员大会的批复"),
            [
                "你们关于召开会员(代表)大会的请示收悉。经研究,同意召开会员(代表)大会,进行选举。".to_owned(),
                "到会人数应不少于应到人数的三分之二,候选人得票超过应到人数的一半方可当选。选举结果请及时报告。".to_owned(),
            ],
        ),
        (Language::Zh, _) => (
            format!("关于同意{name}选举结果的批复"),
            [
                format!("你们关于选举结果的报告收悉。经研究,同意选举结果,{name}自批准之日起成立,任期自选举之日起计算。"),
                "请在成立之日起六十日内申请工会法人资格登记。".to_owned(),
            ],
        ),
        (Language::En, 1) => (
            format!("Reply: {name} may be prepared"),
            [
                format!("Your request to found a union (number {number}) has been considered. We agree that {name} be prepared."),
                "Please recruit members under the Trade Union Law and the constitution of the trade unions, agree on candidates, and ask for the members' meeting within twelve months.".to_owned(),
            ],
        ),
        (Language::En, 2) => (
            format!("Reply: the members' meeting of {name} may be held"),
            [
                "Your request to hold the meeting has been considered. We agree that it be held and elect.".to_owned(),
                "At least two thirds of those entitled have to be present; whoever is elected needs the votes of more than half of those entitled. Please report the result soon.".to_owned(),
            ],
        ),
        (Language::En, _) => (
            format!("Reply: the election of {name} is agreed to"),
            [
                format!("Your report has been considered. We agree to the result: {name} is founded as of today; its term counts from the day of the election."),
                "Please apply for registration as a legal person within sixty days.".to_owned(),
            ],
        ),
    };
    (title, body.into())
}
