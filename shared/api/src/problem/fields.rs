//! The table of faults of a field: what never changes, and how to mend it in both languages.

use crate::language::Language;

/// Makes the enum and its look-ups from one table, so that a fault cannot lack a text.
macro_rules! field_codes {
    ($($variant:ident $code:literal [$zh:literal, $en:literal])*) => {
        /// What can be wrong with a field; the code never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum FieldCode {
            $(
                #[doc = $en]
                $variant,
            )*
        }

        impl FieldCode {
            /// Every fault, in the order of the table.
            pub const ALL: &'static [FieldCode] = &[$(FieldCode::$variant,)*];

            /// The code as it is sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(FieldCode::$variant => $code,)* }
            }

            /// How to mend it, as a sentence. It holds no value.
            #[must_use]
            pub const fn detail(self, language: Language) -> &'static str {
                match self { $(FieldCode::$variant => language.pick($zh, $en),)* }
            }

            /// The fault of this code, if there is one.
            #[must_use]
            pub fn from_code(code: &str) -> Option<FieldCode> {
                match code { $($code => Some(FieldCode::$variant),)* _ => None }
            }
        }
    };
}

#[rustfmt::skip]
field_codes! {
    // Shape.
    Required              "required"                ["请填写这一项。", "Please fill this in."]
    Unknown               "unknown_field"           ["没有这一项,请删去。", "There is no such field; please leave it out."]
    NotText               "not_text"                ["这里应填文字。", "This has to be text."]
    NotBoolean            "not_boolean"             ["这里应为 true 或 false。", "This has to be true or false."]
    WrongType             "wrong_type"              ["这里填写的格式不对,请检查后重新填写。", "This does not have the right form; please check it and enter it again."]
    NotNumber             "not_number"              ["这里应为整数。", "This has to be a whole number."]
    NotList               "not_list"                ["这里应为列表。", "This has to be a list."]
    NotObject             "not_object"              ["这里应为一组字段。", "This has to be an object."]
    NotOneOf              "not_one_of"              ["请从所给的选项中选一个。", "Please choose one of the values offered."]
    TooShort              "too_short"               ["内容太短,请写得详细些。", "This is too short; please say more."]
    TooLong               "too_long"                ["内容太长,请缩短。", "This is too long; please shorten it."]
    TooFew                "too_few"                 ["至少要有一项。", "At least one is needed."]
    TooMany               "too_many"                ["项数太多,请减少。", "There are too many; please take some out."]
    Repeated              "repeated"                ["同一项出现了两次,请删去一个。", "This is there twice; please take one out."]
    Characters            "characters"              ["含有不能使用的字符,请删去。", "This holds characters that cannot be used; please take them out."]
    IdFormat              "id_format"               ["编号格式不对,请核对。", "This is not a valid id; please check it."]
    CursorInvalid         "cursor_invalid"          ["翻页位置已失效,请从第一页重新查看。", "This page marker is not valid; please begin with the first page."]
    DateFormat            "date_format"             ["日期请写成 2026-05-21 的样子。", "Please write the date like 2026-05-21."]
    DateInFuture          "date_in_future"          ["日期不能晚于今天。", "The date cannot be later than today."]
    DateInPast            "date_in_past"            ["日期不能早于今天。", "The date cannot be earlier than today."]
    DateOrder             "date_order"              ["结束日期不能早于开始日期。", "The last day cannot be before the first."]
    DateTooFar            "date_too_far"            ["时间跨度太长,最多 90 天。", "The time is too long; 90 days at most."]
    DateTooEarly          "date_too_early"          ["日期不能早于申请提交的日期。", "The date cannot be before the application was sent."]

    // A person.
    NameLength            "name_length"             ["姓名为 2 至 30 个字,请按证件填写。", "A name has 2 to 30 characters; please write it as on the document."]
    NameCharacters        "name_characters"         ["姓名只能用汉字和间隔号「·」,不要空格,请按证件填写。", "A name holds Chinese characters and «·» only, no blanks; please write it as on the document."]
    IdNumberLength        "id_number_length"        ["证件号应为 18 位,请对照证件检查是否漏填或多填。", "An ID number has 18 characters; please compare it with the document."]
    IdNumber15Digits      "id_number_15_digits"     ["15 位旧证件号已停用,请填写现在证件上的 18 位号码。", "15-digit numbers are no longer used; please enter the 18 characters on your present document."]
    IdNumberCharacters    "id_number_characters"    ["证件号前 17 位是数字,末位是数字或 X。", "An ID number is 17 digits and a digit or X."]
    IdNumberDate          "id_number_date"          ["证件号中的出生日期不存在,请对照证件检查第 7 至 14 位。", "The birth date in the ID number does not exist; please check characters 7 to 14."]
    IdNumberArea          "id_number_area"          ["证件号前 6 位不对,请对照证件检查。", "The first 6 digits of the ID number are wrong; please compare with the document."]
    IdNumberChecksum      "id_number_checksum"      ["证件号有一位可能填错了,请对照证件逐位检查。", "One character of the ID number seems wrong; please compare each with the document."]
    IdNumberSynthetic     "id_number_synthetic"     ["这是测试用的证件号,这里不能使用。", "This is a test number; it cannot be used here."]
    IdTypeAtCounter       "id_type_at_counter"      ["这种证件目前不能在网上核对,请带证件到工会窗口办理。", "This kind of document cannot be checked online yet; please bring it to the union's counter."]
    IdTypeDiffers         "id_type_differs"         ["证件号与所选证件类型不符,请重新选择证件类型。", "The number does not belong to this kind of document; please choose the kind again."]
    MobileFormat          "mobile_format"           ["手机号为 11 位数字,以 1 开头,请检查。", "A mobile has 11 digits and begins with 1; please check it."]
    MobileIot             "mobile_iot"              ["这是物联网号段,不能接收短信,请填写本人手机号。", "This is a number for machines, which gets no SMS; please enter your own mobile."]
    MobileNotVerified     "mobile_not_verified"     ["手机号须与登录时验证的手机号一致。", "The mobile has to be the one that you signed in with."]
    LastFourDiffers       "last_four_differs"       ["与证件号后四位不符,请对照证件检查;或者名单上没有您,请找工作人员。", "These are not the last four characters of the document; or you are not on the list: please ask the staff."]
    TooYoungToJoin        "too_young_to_join"       ["未满16周岁,不能入会。年满后随时可以申请。", "Under 16: cannot join yet, and may apply once of age."]
    PersonOnRoster        "person_on_roster"        ["名单上已有此人,请改正那一行。", "This person is on the roster already; please correct that row."]
    GroupUnknown          "group_unknown"           ["没有这个群体,请按模板填写,如「快递员」。", "There is no such group; please write it as in the template."]
    MomentFormat          "moment_format"           ["请选择日期和时间。", "Please choose a date and a time."]
    IdentityDiffers       "identity_differs"        ["与核验系统登记的信息不一致,请对照证件修改。", "This does not agree with what is on record; please compare it with your document."]

    // Work.
    CreditCodeLength      "credit_code_length"      ["统一社会信用代码应为 18 位,请对照营业执照检查。", "A credit code has 18 characters; please compare it with the licence."]
    CreditCodeCharacters  "credit_code_characters"  ["统一社会信用代码只用数字和大写字母,不含 I、O、S、V、Z。", "A credit code holds digits and capital letters without I, O, S, V and Z."]
    CreditCodeChecksum    "credit_code_checksum"    ["统一社会信用代码有一位可能填错了,请对照营业执照逐位检查。", "One character of the credit code seems wrong; please compare each with the licence."]
    EmployerRequired      "employer_required"       ["请选择单位;没找到单位时填写单位名称即可,不会通知单位。", "Please choose your employer, or write its name if it is not listed; it is not told."]
    EmployerEmpty         "employer_empty"          ["请填写单位名称或统一社会信用代码,至少一项。", "Please give the employer's name or its credit code."]
    EmployerNameLength    "employer_name_length"    ["单位名称为 2 至 100 个字。", "An employer's name has 2 to 100 characters."]
    UnionNameLength       "union_name_length"       ["工会名称为 2 至 60 个字。", "A union's name has 2 to 60 characters."]
    CertificateLength     "certificate_length"      ["会员证号为 4 至 40 个字符。", "A certificate's number has 4 to 40 characters."]
    RelationUnknown       "relation_unknown"        ["请选择您与单位的用工关系。", "Please choose how you work for the employer."]
    OccupationUnknown     "occupation_unknown"      ["请选择职业;都不是请选「不属于以上群体」。", "Please choose your occupation, or «none of these»."]
    DivisionUnknown       "division_unknown"        ["没有这个地区代码,请重新选择地区。", "There is no such division; please choose it again."]
    DivisionTooWide       "division_too_wide"       ["请选到县(市、区)或街道。", "Please choose down to the county, district or street."]
    DivisionOutside       "division_outside"        ["目前只办理辽宁省内的申请,请选择省内地区。", "Applications are taken within Liaoning only; please choose a division there."]
    WorkDivisionRequired  "work_division_required"  ["选择在工作地办理时,请填写工作所在地区。", "To be looked after where you work, please give the division of your work."]
    PlaceUnknown          "place_unknown"           ["请选择工作地或居住地。", "Please choose the place of work or of residence."]

    // What goes with a form.
    MatterUnknown         "matter_unknown"          ["没有这个事项,请从事项列表中选择。", "There is no such matter; please choose one from the list."]
    ConsentMissing        "consent_missing"         ["请阅读并同意这一项;不同意则无法办理。", "Please read this and agree; without it we cannot go on."]
    ConsentUnknown        "consent_unknown"         ["没有这一项同意,请删去。", "There is no such consent; please leave it out."]
    OathRequired          "oath_required"           ["这个事项需要宣誓。", "This matter needs the oath."]
    ReasonUnknown         "reason_unknown"          ["没有这个原因代码,请从列表中选择。", "There is no such reason; please choose one from the list."]
    ReasonUnfit           "reason_unfit"            ["这个原因不适用于此项决定,请另选一个。", "This reason is not for this decision; please choose another."]
    DecisionUnfit         "decision_unfit"          ["这一步不能这样决定,请选择所列的决定。", "This step cannot be decided so; please choose one of those offered."]
    DateImpossible        "date_impossible"         ["日期应在申请提交之后、今天及以前,且申请人当时已满16周岁。", "The date has to be between the application and today, and the applicant 16 by then."]
    ReasonTextTooShort    "reason_text_too_short"   ["请写明原因和怎么改:属于其他工会的写出名称,资料不完整的写出缺什么,其他原因至少 10 个字。", "Please say why, and how to mend it: name the other union, list what is missing, or give any other reason in at least 10 characters."]
    PolicyVersionOld      "policy_version_old"      ["说明已更新,请重新阅读后再同意。", "The notice was renewed; please read it again before you agree."]
    OfficerUnknown        "officer_unknown"         ["请从名单中选择替班人。", "Please choose the stand-in from the list."]
    UnionUnknown          "union_unknown"           ["没有这个工会,请重新选择。", "There is no such union; please choose again."]
    FieldNotRevealable    "field_not_revealable"    ["这一项不能查看。", "This field cannot be revealed."]
    KeyFormat             "key_format"              ["最多 128 个字母、数字或符号,不含空格。", "This has to be at most 128 letters, digits or signs without blanks."]

    // Founding a union.
    EmployersOne          "employers_one"           ["单独建会只填一个单位;几个单位一起建会,请选「联合工会」。", "A union of its own has one employer; for several, please choose «joint»."]
    EmployersTwo          "employers_two"           ["联合工会至少填两个单位。", "A joint union has at least two employers."]
    MembersOverEmployees  "members_over_employees"  ["预计入会人数不能多于职工人数,请核对。", "More members than employees cannot be; please check both."]
    OwnCommittee          "own_committee_required"  ["会员25人以上的单位应当单独建会,请把它从联合工会中移出。", "An employer with 25 members or more founds a union of its own; please take it out of the joint one."]
    CommitteeRequired     "committee_required"      ["会员25人以上应当建立工会委员会,请改选「工会委员会」这种形式。", "From 25 members a committee is needed; please choose the committee as the form."]
    PreparersCount        "preparers_count"         ["筹备组为3至7人,请增减。", "A preparation group has 3 to 7 people; please add or take out."]
    PreparerConsent       "preparer_consent"        ["请先征得本人同意,再勾选。", "Please ask for the person's yes first, then tick it."]
    PreparersUnconfirmed  "preparers_unconfirmed"   ["确认参加的筹备组成员不到3位,请他们先在自己手机上确认参加。", "Fewer than three of the preparation group have said yes; please ask them to, each on the own phone."]
    LegalRepMissing       "legal_representative_missing" ["请填写法定代表人,不能当候选人。", "Please name the legal representative, who cannot be a candidate."]
    PresentOverEntitled   "present_over_entitled"   ["实到人数不能多于应到人数,请核对。", "More present than entitled cannot be; please check both."]
    QuorumNotMet          "quorum_not_met"          ["到会人数不足应到人数的三分之二,选举无效,请重新开会选举后再报。", "Fewer than two thirds were present, so the election does not hold; please meet again and then report."]
    BallotsOverPresent    "ballots_over_present"    ["有效票不能多于到会人数,请核对。", "More ballots than people present cannot be; please check both."]
    VotesOverBallots      "votes_over_ballots"      ["得票不能多于有效票数,请核对。", "More votes than ballots cannot be; please check both."]
    MajorityNotMet        "majority_not_met"        ["得票没有超过应到人数的一半,不能当选;请核对,或另行选举。", "Not more than half of those entitled voted for this; please check, or elect again."]
    MeetingTooEarly       "meeting_too_early"       ["会议要在上级工会同意之后召开,请核对日期。", "The meeting has to be after the union above agreed; please check the date."]
    EntitledDiffers       "entitled_differs"        ["应到人数与报名参加的人数不一致,请核对名单后填写。", "The number entitled is not the number who take part; please check it against the list."]
    DelegatesTooEarly     "delegates_too_early"     ["不足100人请开会员大会,100人以上才可以开代表大会。", "Below 100 people all members meet; delegates may elect from 100."]
    CandidatesFew         "candidates_few"          ["候选人太少,不够选出委员会,请增加。", "There are too few candidates for the committee; please add some."]
    PersonUnknown         "person_unknown"          ["没有这个编号的人,请从报名名单中选择。", "Nobody who takes part has this number; please choose from the list."]
    PersonExcluded        "person_excluded"         ["此人是单位负责人或其近亲属等,不能当候选人,请换人。", "This person is excluded, as a principal, a relative or the like; please choose another."]
    NotACandidate         "not_a_candidate"         ["此人不是商定的候选人,请核对。", "This person did not stand as agreed; please check."]
    PostTwice             "post_twice"              ["同一人不能担任两个这样的职务,请删去一个。", "One person cannot hold both of these; please take one out."]
    AuditOverlap          "audit_overlap"           ["经审委员不能同时是工会委员,请换人。", "An auditor cannot sit in the committee too; please choose another."]
    ChairOne              "chair_one"               ["应有且只有一位主席。", "There has to be one chair, and one only."]
    OrganiserAlone        "organiser_alone"         ["这种形式只选一名组织员,请删去其他职务。", "In this form one organiser is elected and nobody else; please take the others out."]
    OrganiserInCommittee  "organiser_in_committee"  ["设委员会的不选组织员,请删去。", "Where there is a committee there is no organiser; please take it out."]
    CommitteeSize         "committee_size"          ["委员会人数与会员人数不相符,请按规定增减。", "The committee's size does not fit the number of members; please follow the table."]
    AuditMissing          "audit_missing"           ["请选举经费审查委员会:主任一人,25人以上的共不少于3人。", "Please elect the audit committee: one head, and three people from 25 members."]
    WomenMissing          "women_missing"           ["有女会员,请选举女职工委员。", "There are women among you; please elect a women's member."]
    WomensCommittee       "womens_committee_missing" ["女会员25人以上,请选举女职工委员会,不少于3人。", "From 25 women a women's committee is needed, of at least three."]
    NotAWoman             "not_a_woman"             ["女职工委员应由女职工担任,请换人。", "A women's member has to be a woman; please choose another."]
    FullTimeChair         "full_time_chair"         ["职工200人以上才可以设专职主席。", "A full-time chair may be where 200 people work."]
    TermYears             "term_years"              ["任期为3年或5年。", "A term is 3 or 5 years."]

    // Benefit runs.
    OutOfRange            "out_of_range"            ["数字超出范围,请核对。", "This number is out of range; please check it."]
    BenefitUnknown        "benefit_unknown"         ["没有这个福利项目,请从列表中选择。", "There is no such benefit; please choose one from the list."]
    PeriodFormat          "period_format"           ["期间请写成 2026,一次性发放写成 2026-gaowen 的样子。", "Please write the period like 2026, or like 2026-gaowen for one occasion."]
    RunUnknown            "run_unknown"             ["没有这个批次,请核对。", "There is no such run; please check it."]
    HolderDiffers         "holder_differs"          ["户名须与本人姓名一致;由他人代领的,请由工会登记代领人和证明文件。", "The holder has to be the payee; if somebody else receives for him, the union records him with the paper that says so."]
    AccountNumber         "account_number"          ["账号为 8 至 34 位数字或字母,请对照银行卡检查。", "An account number has 8 to 34 letters or digits; please compare it with the card."]
    ClearingNumber        "clearing_number"         ["联行号为 12 位数字。", "A clearing number has 12 digits."]
    AccountTest           "account_test"            ["这是测试用的账号,这里不能使用。", "This is a test number; it cannot be used here."]
    ProxyDocument         "proxy_document"          ["请写明代领人与本人的关系和证明文件。", "Please name the proxy's relation and the paper that says so."]
    NotBase64             "not_base64"              ["文件内容没有正确编码,请重新上传。", "The file's content is not valid base64; please upload it again."]
    PasswordWeak          "password_weak"           ["密码至少 12 个字母、数字或符号。", "A password has at least 12 visible ASCII characters."]
    StatusSame            "status_same"             ["状态没有变化。", "The status is the same."]
    ValueMissing          "value_missing"           ["这一标准没有依据文件。", "This value has no document."]

    // Unions.
    CreditCodeNoUnion     "credit_code_no_union"    ["工会的统一社会信用代码以 81 或 89 开头,请对照法人证书检查。", "A union's credit code begins with 81 or 89; please compare it with the certificate."]
    CodeTaken             "code_taken"              ["这个代码已登记在另一个工会名下,请核对。", "This code belongs to another union; please check it."]
    GroupsOfIndustryOnly  "groups_of_industry_only" ["只有行业工会按职业群体吸收会员,请删去。", "Only an industry union takes people by group; please leave this out."]
    PhoneFormat           "phone_format"            ["电话为 7 至 15 位数字,可用「-」分隔。", "A telephone has 7 to 15 digits; hyphens may stand between them."]
    TermLength            "term_length"             ["一届最长五年,请核对届满日期。", "A term is five years at most; please check its last day."]
    PostTaken             "post_taken"              ["这个职务同时只能有一人,请写明前任的离任日期。", "Only one person holds this post at a time; please give the last day of the one before."]
    ParentNotAbove        "parent_not_above"        ["上级工会的层级必须更高,请另选。", "The parent has to stand on a higher level; please choose another."]
    ParentNotActive       "parent_not_active"       ["该上级工会不在正常状态,请另选。", "That union is not active; please choose another."]
    UnionNotAdmitting     "union_not_admitting"     ["该工会目前不吸收会员,请另选。", "That union takes nobody in at present; please choose another."]
    EmployerCovered       "employer_covered"        ["该单位已由另一个工会覆盖,请先由那个工会的上级解除。", "Another union covers this employer; the union above that one has to release it first."]
    UnionCertificateLength "union_certificate_length" ["法人证书有效期最长五年,请核对。", "A certificate lasts five years at most; please check it."]
}
