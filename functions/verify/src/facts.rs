//! What the check looks at: the form, the register, the identity provider.

use domain::application::{Application, IdentityState};
use domain::form::{Form, JoinForm};
use domain::id::PersonId;
use domain::matter::Matter;
use domain::membership::Standing;
use domain::rule::{Facts, IdentityAnswer, RuleKind};
use jiff::Timestamp;
use step::{Kit, StepError, forms, foundings, identity, people};

/// Everything that was gathered for one check.
pub(crate) struct Gathered {
    pub(crate) form: Form,
    pub(crate) standing: Standing,
    /// Whether the matter asks the provider at all.
    pub(crate) asked: bool,
    pub(crate) identity: Option<IdentityAnswer>,
    own_person: Option<bool>,
    /// Who holds the form's mobile, if anybody.
    pub(crate) mobile_holder: Option<PersonId>,
    pub(crate) mobile_macs: Vec<String>,
    mobile_free: Option<bool>,
    /// What is known of a founding.
    pub(crate) founding: Option<foundings::Gathered>,
}

impl Gathered {
    /// As the rules want to see it.
    pub(crate) fn facts(&self, at: Timestamp) -> Facts<'_> {
        Facts {
            at,
            form: &self.form,
            identity: self.identity,
            member: Some(self.standing.member()),
            membership: self.standing.membership.as_ref(),
            own_person: self.own_person,
            mobile_free: self.mobile_free,
            founding: self.founding.as_ref().map(|founding| &founding.facts),
        }
    }
}

/// Reads what the rules of `matter` need to know.
pub(crate) async fn gather(
    kit: &Kit,
    application: &Application,
    matter: &Matter,
    at: Timestamp,
) -> Result<Gathered, StepError> {
    let store = kit.store();
    let stored = store.get_form(&application.id, application.form).await?;
    let stored = stored.ok_or_else(|| StepError::broken("the form is gone"))?;
    let form = forms::open_form(kit.vault().await?, application, &stored)?;
    let standing = store.get_standing_lately(&application.person).await?;
    let account = store.get_account(&application.subject).await?;
    // At a collective joining he agreed himself: by the link on his own phone, or on the spot with
    // an officer beside him.
    let bound =
        application.batch.is_some() || account.caller.person.as_ref() == Some(&application.person);
    let asks = |kind: RuleKind| matter.rules.iter().any(|rule| rule.kind == kind);
    let mut gathered = Gathered {
        form,
        standing,
        asked: asks(RuleKind::IdentityAgrees),
        identity: None,
        own_person: Some(bound),
        mobile_holder: None,
        mobile_macs: Vec::new(),
        mobile_free: None,
        founding: None,
    };
    gathered.founding = foundings::gather(kit, application, &gathered.form).await?;
    let Form::Join(join) = &gathered.form else { return Ok(gathered) };
    let join = join.as_ref().clone();
    let documents = people::document_indexes(kit, join.id_type, &join.id_number).await?;
    let owner = people::owner(kit, &documents).await?;
    gathered.own_person = Some(bound && owner.as_ref() == Some(&application.person));
    let mobiles = people::mobile_indexes(kit, &join.mobile).await?;
    gathered.mobile_holder = people::owner(kit, &mobiles).await?;
    gathered.mobile_macs = mobiles.into_iter().map(|(_, mac)| mac).collect();
    let holder = gathered.mobile_holder.as_ref();
    gathered.mobile_free = Some(holder.is_none_or(|holder| *holder == application.person));
    gathered.identity = ask(kit, application, &join, at).await?;
    Ok(gathered)
}

/// Asks the provider, unless it has agreed before or a person has confirmed.
async fn ask(
    kit: &Kit,
    application: &Application,
    form: &JoinForm,
    at: Timestamp,
) -> Result<Option<IdentityAnswer>, StepError> {
    match application.identity {
        IdentityState::Agreed => return Ok(Some(IdentityAnswer::Agree)),
        IdentityState::Confirmed => return Ok(None),
        IdentityState::Open => {}
    }
    let request = format!("{}-{}-{}", application.id.as_str(), application.form, at.as_second());
    identity::ask(kit, &request, &form.name, form.id_type, &form.id_number, &form.mobile).await
}
