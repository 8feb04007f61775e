//! The table of problem codes: status, title and detail in both languages.

use serde::{Deserialize, Serialize};

use super::{WayOn, WayOnAction};
use crate::language::Language;

/// Makes the enum and its look-ups from one table, so that a code cannot lack a text.
macro_rules! problem_codes {
    ($($variant:ident $code:literal $status:literal
        [$title_zh:literal, $title_en:literal]
        [$detail_zh:literal, $detail_en:literal])*) => {
        /// What can go wrong; the code never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ProblemCode {
            $(
                #[doc = concat!($status, ": ", $title_en, " (", $title_zh, ").")]
                #[serde(rename = $code)]
                $variant,
            )*
        }

        impl ProblemCode {
            /// Every code, in the order of the table.
            pub const ALL: &'static [ProblemCode] = &[$(ProblemCode::$variant,)*];

            /// The code as it is sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(ProblemCode::$variant => $code,)* }
            }

            /// The HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(ProblemCode::$variant => $status,)* }
            }

            /// What kind of problem it is, in a few words.
            #[must_use]
            pub const fn title(self, language: Language) -> &'static str {
                match self { $(ProblemCode::$variant => language.pick($title_zh, $title_en),)* }
            }

            /// What to do, in a sentence or two.
            #[must_use]
            pub const fn detail(self, language: Language) -> &'static str {
                match self { $(ProblemCode::$variant => language.pick($detail_zh, $detail_en),)* }
            }
        }
    };
}

#[rustfmt::skip]
problem_codes! {
    // The request itself.
    MalformedJson "MALFORMED_JSON" 400
        ["内容无法读取", "The body cannot be read"]
        ["请求内容不是有效的 JSON,请检查后重新发送。", "The body is not valid JSON. Please check it and send it again."]
    TooDeep "TOO_DEEP" 400
        ["内容嵌套过深", "The body is nested too deeply"]
        ["请求内容最多嵌套 16 层,请减少层数。", "A body may be nested 16 levels deep. Please flatten it."]
    UnknownField "UNKNOWN_FIELD" 400
        ["有不认识的字段", "A field is not known"]
        ["请删去所列字段后重新发送。", "Please leave out the fields listed and send it again."]
    MissingField "MISSING_FIELD" 400
        ["缺少字段", "A field is missing"]
        ["请补上所列字段后重新发送。", "Please add the fields listed and send it again."]
    WrongType "WRONG_TYPE" 400
        ["字段类型不对", "A field has the wrong type"]
        ["请按所列说明改正后重新发送。", "Please correct the fields listed and send it again."]
    BadParameter "BAD_PARAMETER" 400
        ["网址或请求头中的参数不对", "A parameter of the address or a header is wrong"]
        ["请按所列说明改正后重新发送。", "Please correct the parameters listed and send it again."]
    IdempotencyKeyMissing "IDEMPOTENCY_KEY_MISSING" 400
        ["缺少 Idempotency-Key", "Idempotency-Key is missing"]
        ["请在请求头中带上 Idempotency-Key,同一次提交重发时用同一个值,这样不会重复申请。", "Please send the header Idempotency-Key, the same value each time you repeat one submission, so that nothing is done twice."]
    IdempotencyKeyInvalid "IDEMPOTENCY_KEY_INVALID" 400
        ["Idempotency-Key 不合格", "Idempotency-Key is not valid"]
        ["Idempotency-Key 最多 128 个字母、数字或符号,不含空格,请换一个值。", "Idempotency-Key is at most 128 letters, digits or signs without blanks. Please choose another."]
    BodyTooLarge "BODY_TOO_LARGE" 413
        ["内容过大", "The body is too large"]
        ["请求内容最多 64 KB,请缩短后重新发送。", "A body may hold 64 KB. Please shorten it and send it again."]
    UnsupportedMediaType "UNSUPPORTED_MEDIA_TYPE" 415
        ["内容格式不支持", "The media type is not supported"]
        ["请以 application/json 发送。", "Please send application/json."]
    MethodNotAllowed "METHOD_NOT_ALLOWED" 405
        ["此地址不支持这种操作", "This address does not take that method"]
        ["请按接口说明选择操作方式。", "Please see the API's document for the methods of this address."]
    IdempotencyBodyDiffers "IDEMPOTENCY_BODY_DIFFERS" 422
        ["同一个 Idempotency-Key 已用于另一份内容", "This Idempotency-Key was used for another body"]
        ["上一次提交已经收到。要提交不同的内容,请换一个 Idempotency-Key。", "The first submission was received. To send something else, please use another Idempotency-Key."]
    FormFaulty "FORM_FAULTY" 422
        ["有地方要改", "Something needs mending"]
        ["请按所列说明改正后再提交,其余内容不用重填。", "Please mend the fields listed and send it again; the rest can stay as it is."]

    // Who may.
    Forbidden "FORBIDDEN" 403
        ["没有权限", "Not permitted"]
        ["您的职责不包括此项操作。如有疑问,请联系上级工会。", "Your office does not include this. If in doubt, please ask the union above."]
    NotFound "NOT_FOUND" 404
        ["没有找到", "Not found"]
        ["没有这项内容,或不在您的查看范围内。请核对地址。", "There is no such thing, or it is not yours to see. Please check the address."]
    NotBound "NOT_BOUND" 403
        ["还没有实名", "Not bound to a person yet"]
        ["请先用姓名、证件号和手机号完成实名,再继续。", "Please confirm who you are with name, ID number and mobile first."]
    PersonTaken "PERSON_TAKEN" 409
        ["此人已绑定其他账号", "This person is bound to another account"]
        ["该证件已由另一个账号实名。如不是您本人操作,请联系工会核实后解除,原账号会收到通知。", "Another account is bound to this document. If that was not you, please ask the union to check and lift it; the other account is told."]
    MobileTaken "MOBILE_TAKEN" 409
        ["手机号已被使用", "The mobile is in use"]
        ["该手机号已登记在另一人名下。请换本人手机号,或联系工会核实后解除占用。", "This mobile is registered to another person. Please use your own, or ask the union to check and lift it."]
    AccountBound "ACCOUNT_BOUND" 409
        ["账号已绑定另一人", "The account is bound to another person"]
        ["此账号已实名。如果绑定的不是您本人,请先选择「这不是我」解除,再重新实名。", "This account is bound already. If it is not you, please choose «this was not me» first, then bind again."]
    IdentityMismatch "IDENTITY_MISMATCH" 422
        ["身份信息不一致", "The identity does not agree"]
        ["姓名、证件号和手机号对不上。请对照证件修改,手机号须为本人实名办理。", "Name, ID number and mobile do not agree. Please compare with your document; the mobile must be registered in your own name."]
    IdentityUnavailable "IDENTITY_UNAVAILABLE" 503
        ["核验系统暂时不通", "The identity check is not available"]
        ["核验系统暂时不通,不是您的问题。请过一会儿再试,已填内容不会丢。", "The identity check cannot be reached; it is not your fault. Please try again shortly; nothing you entered is lost."]
    ConsentRequired "CONSENT_REQUIRED" 422
        ["需要您的同意", "Your consent is needed"]
        ["没有您的同意,工会不能核验您的信息。请阅读说明,同意后再提交。", "The union may not check your data without your consent. Please read the notice, agree, and send it again."]

    // The state of things.
    AlreadyMember "R09" 409
        ["您已是会员", "You are a member already"]
        ["会籍一次办理、全省通用,不用重新入会。换了单位,请办理转会籍。", "One joins once; the membership goes with you. If you changed employer, please transfer it."]
    OpenApplication "R11" 409
        ["您有一份申请正在办理", "You have an application open"]
        ["同一事项一次只办一份。请先查看正在办理的那一份。", "There is one application at a time. Please see the one that is open."]
    MoveBarred "MOVE_BARRED" 409
        ["这份会籍不能转入", "This membership cannot move here"]
        ["会籍目前不能转入这家工会,原因见说明。", "The membership cannot move to this union; the note says why."]
    NoAccount "NO_ACCOUNT" 409
        ["会员还没有登录账号", "The member has no account yet"]
        ["转会籍须会员本人在手机上确认。请会员先注册并完成实名,再由工会发起;也可以由会员自己申请。", "A move needs the member's own yes on his phone. Please let him sign up and confirm who he is first, or apply himself."]
    WrongState "WRONG_STATE" 409
        ["现在不能这样做", "This cannot be done now"]
        ["申请已进入下一步。请刷新后查看现在可以做什么。", "The application has moved on. Please reload to see what can be done now."]
    LostRace "LOST_RACE" 409
        ["内容刚被更新", "It was changed a moment ago"]
        ["就在刚才有人先更新了。请刷新后再试。", "Somebody changed it first. Please reload and try again."]
    AppealTooLate "APPEAL_TOO_LATE" 409
        ["已过申请复核的期限", "The time for an appeal is over"]
        ["申请复核须在答复后 10 个工作日内提出。您可以补充材料后重新申请。", "An appeal is open for 10 working days after the answer. You can apply again with more proof."]
    AppealedBefore "APPEALED_BEFORE" 409
        ["已申请过复核", "An appeal was made before"]
        ["同一结果只复核一次。您可以补充材料后重新申请。", "A result is looked at again once. You can apply again with more proof."]
    AmendmentTooLate "AMENDMENT_TOO_LATE" 409
        ["已过修改期限", "The time to mend it is over"]
        ["修改期限已过,这份申请不再受理修改。您可以随时重新申请。", "The time to mend this application is over. You can apply again at any time."]
    StepClosed "STEP_CLOSED" 409
        ["这一步已由他人办结", "This step was closed otherwise"]
        ["这一步已有决定,您的决定没有记录。请刷新后查看结果。", "This step has been decided; your decision was not recorded. Please reload to see it."]
    TooManyHops "TOO_MANY_HOPS" 409
        ["不能再改派", "It cannot be passed on again"]
        ["一份申请最多改派两次,接下来由县(区)总工会指定。", "An application can be passed on twice; then the county decides where it goes."]

    // An officer's decision.
    ReasonRequired "REASON_REQUIRED" 422
        ["请写明原因", "A reason is needed"]
        ["退回或不通过须选择原因;选「其他」时请写至少 10 个字,申请人会看到。", "A return or a refusal needs a reason; «other» needs at least 10 characters, which the applicant reads."]
    KinshipRequired "KINSHIP_REQUIRED" 422
        ["请作无亲属关系声明", "The declaration of no kinship is needed"]
        ["请确认「我与申请人无亲属关系」。如有亲属关系,请交由他人办理。", "Please declare that you are no relative of the applicant. If you are, leave the case to somebody else."]
    OwnCase "OWN_CASE" 403
        ["不能办理本人的申请", "Your own case"]
        ["本人的申请须由他人办理,替班时也一样。", "Nobody decides his own case, nor through a stand-in."]
    FourEyes "FOUR_EYES" 403
        ["须由另一人办理", "A second person is needed"]
        ["这份申请的另一个环节是您办的,这一步请由另一位同事决定。", "You acted on another step of this case; a colleague has to decide this one."]
    CheckFailedOpenSingly "CHECK_FAILED_OPEN_SINGLY" 409
        ["有核对项未通过,请单独打开办理", "A check did not pass: open it singly"]
        ["批量办理只限核对全部通过的申请。请打开这一份查看后再决定。", "Only cases whose checks all passed can be decided many at once. Please open this one."]
    NoStandIn "NO_STAND_IN" 422
        ["此人不能替班", "This person cannot stand in"]
        ["替班人须是同一工会的在任审批人,且不是本人。", "A stand-in must hold the office in the same union and be somebody else."]

    // Benefit runs.
    RunExists "RUN_EXISTS" 409
        ["这一期已有批次", "The period has its run"]
        ["同一项目同一期只有一个批次,补发一次只办一个。请打开已有的批次。", "A period of a benefit has one run, and one supplement at a time. Please open the one there is."]
    BenefitNotReady "BENEFIT_NOT_READY" 422
        ["标准或依据文件不齐", "Values or their documents are missing"]
        ["所列标准没有附依据文件,不能发放。请先补齐文件并发布新版本。", "The values listed have no document attached, so nothing can be paid. Please attach them and publish a new version first."]
    CancelTooLate "CANCEL_TOO_LATE" 409
        ["已批准,不能取消", "Approved: it cannot be cancelled"]
        ["已批准的分片不能取消。可以暂缓或作废单笔,遗漏的另办补发。", "What is approved cannot be cancelled. Single payments can be held or given up; whoever was left out is paid by a supplement."]
    ListChanged "LIST_CHANGED" 409
        ["名单已不是您看到的那一份", "The list is not the one you saw"]
        ["名单已重新生成,您的决定没有记录。请重新查看名单后再决定。", "The list was drawn again; your decision was not recorded. Please look at it again, then decide."]
    OwnPay "OWN_PAY" 403
        ["不能办理与本人有关的发放", "Nobody pays himself"]
        ["您本人在这一名册内,这一分片须由他人办理,替班时也一样。", "You are on this register yourself; somebody else has to act on this part, also where you stand in."]
    SecondPerson "SECOND_PERSON" 403
        ["须由另一人确认", "A second person is needed"]
        ["这是您自己登记或提出的,须由另一位同事确认。", "You entered or proposed this yourself; a colleague has to confirm it."]
    BudgetShort "BUDGET_SHORT" 409
        ["预算余额不足", "The budget line is short"]
        ["预算科目余额不足以支付这一分片。请先追加预算,再确认付款。", "What is left of the budget line does not cover this part. Please have it raised first."]
    TooLate "TOO_LATE" 409
        ["已提交银行,来不及了", "Too late: the bank has it"]
        ["这笔款已提交银行。可以请银行止付;等回单后,未付成的可以更正或作废,已付的按退款处理。", "The bank has this payment. You can ask the bank to stop it; once its report is there, what was not paid can be corrected or given up, and what was paid comes back as a return."]
    AlreadyHeld "ALREADY_HELD" 409
        ["这笔款已暂缓", "It is held already"]
        ["这笔款已因其他原因暂缓。请先处理原来的暂缓。", "This payment is held for another reason. Please end that hold first."]
    PaymentState "PAYMENT_STATE" 409
        ["这笔款现在不能这样处理", "This payment does not allow that now"]
        ["这笔款的状态已变化。请刷新后查看现在可以做什么。", "This payment has moved on. Please reload to see what can be done now."]
    WrongReport "WRONG_REPORT" 422
        ["不是这一分片的回单", "The report is not this part's"]
        ["文件所写的批次号不属于这一分片,没有入账。请核对后到对应的分片上传。", "The file names a message that is not of this part; nothing was booked. Please take it to the part that it names."]
    ReportUnreadable "REPORT_UNREADABLE" 422
        ["回单无法读取", "The report cannot be read"]
        ["文件不是约定格式的银行回单,没有入账。请从网银重新下载后上传。", "The file is not a report in the agreed format; nothing was booked. Please fetch it from the bank again."]
    RosterState "ROSTER_STATE" 409
        ["名册现在不能这样处理", "The roster does not allow that now"]
        ["名册的状态已变化。请刷新后查看现在可以做什么。", "The roster has moved on. Please reload to see what can be done now."]
    RosterIncomplete "ROSTER_INCOMPLETE" 409
        ["文件还没有传完", "The file is not whole yet"]
        ["有一段没有收到,请继续上传;或重新选择文件。", "A piece has not arrived. Please go on uploading, or choose the file again."]
    SheetUnreadable "SHEET_UNREADABLE" 422
        ["表格无法读取", "The table cannot be read"]
        ["请按所列说明改正后重新上传;可先下载模板。", "Please mend what is listed and upload it again; there is a template."]
    FileTooLarge "FILE_TOO_LARGE" 413
        ["文件过大", "The file is too large"]
        ["文件最多 4 MB,请拆分后分别上传。", "A file may hold 4 MB. Please split it."]
    AccountUnfit "ACCOUNT_UNFIT" 409
        ["收款账户还不能用", "The account cannot be used yet"]
        ["更正需要一个已核实、户名相符的收款账户。请先登记账户并由另一人核实。", "A correction needs an account that is verified and whose holder fits. Please enter one and have a second person verify it."]

    // Collective joining.
    LinkInvalid "LINK_INVALID" 404
        ["链接无效或已过期", "The link is not valid or is over"]
        ["请向组织集中入会的工会索取新的链接,或到现场办理。", "Please ask the union that organises the joining for a new link, or answer on the spot."]
    LinkShut "LINK_SHUT" 409
        ["链接已停用", "The link is shut"]
        ["证件号后四位多次不符,链接已停用。请让组织者重新发送,或带证件到现场办理。", "The last four characters were wrong too often. Please have the link sent again, or answer on the spot with your document."]
    TooOften "TOO_OFTEN" 429
        ["操作太频繁", "Too often"]
        ["请过几分钟再试,已填内容不会丢。", "Please try again in a few minutes; nothing you entered is lost."]

    // Us.
    RetryLater "RETRY_LATER" 503
        ["系统正忙", "Busy"]
        ["系统正忙,请稍后重发同一请求,不会重复办理。", "We are busy. Please send the same request again shortly; nothing is done twice."]
    Broken "BROKEN" 500
        ["系统出了问题", "Something broke on our side"]
        ["系统出了问题,不是您的原因,值班人员已收到通知。您的申请不会丢。", "Something broke on our side and we have been told. Your application is not lost."]

    // Unions.
    UnionState "UNION_STATE" 409
        ["工会目前的状态不能这样做", "The union's state does not allow this"]
        ["该工会正在注销、已注销或另有变更在办。请刷新后查看现在可以做什么。", "The union is being dissolved, is dissolved, or another change is under way. Please reload to see what can be done."]
    UnionHasChildren "UNION_HAS_CHILDREN" 409
        ["该工会下面还有工会", "There are unions below this one"]
        ["只有没有下级的工会可以改换上级。请先调整它的下级工会。", "Only a union with none below it can be moved. Please move those below it first."]
}

impl ProblemCode {
    /// The URI of the kind of problem: `/problems/<code>`.
    #[must_use]
    pub fn type_uri(self) -> String {
        format!("/problems/{}", self.as_str())
    }

    /// The way on that goes with the code, where there is one.
    #[must_use]
    pub const fn way_on(self) -> Option<WayOn> {
        Some(match self {
            ProblemCode::AlreadyMember => WayOn::to(WayOnAction::Transfer),
            ProblemCode::OpenApplication => WayOn::to(WayOnAction::OpenApplication),
            ProblemCode::PersonTaken | ProblemCode::MobileTaken | ProblemCode::AccountBound => {
                WayOn::to(WayOnAction::Release)
            }
            ProblemCode::NotBound => WayOn::to(WayOnAction::BindAccount),
            ProblemCode::ConsentRequired => WayOn::to(WayOnAction::GiveConsent),
            ProblemCode::CheckFailedOpenSingly => WayOn::to(WayOnAction::OpenCase),
            ProblemCode::WrongState
            | ProblemCode::LostRace
            | ProblemCode::StepClosed
            | ProblemCode::ListChanged
            | ProblemCode::RosterState
            | ProblemCode::PaymentState => WayOn::to(WayOnAction::Reload),
            ProblemCode::IdentityUnavailable => WayOn::retry(60),
            ProblemCode::RetryLater => WayOn::retry(5),
            _ => return None,
        })
    }
}
