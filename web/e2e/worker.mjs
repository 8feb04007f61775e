// What a worker does on the pages, step by step.
import * as lib from "./lib.mjs";
import { must } from "./lib.mjs";

/** Clicks a button or link by its words. */
export const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
/** Chooses an answer by its words. */
export const choose = (page, name) => page.getByRole("radio", { name, exact: true }).check();

/** Fills in the join form from its first screen to the review; `on` may stop in between. */
export async function fillIn(page, person, on = {}) {
  await page.getByLabel("姓名", { exact: false }).first().fill(person.name);
  await choose(page, "居民身份证");
  await page.getByLabel("证件号码").fill(person.idNumber);
  await page.getByLabel("手机号").fill(person.mobile);
  await on.person?.();
  await press(page, "下一步");
  await choose(page, on.relation ?? "灵活就业");
  await choose(page, "快递员");
  await on.work?.();
  await press(page, "下一步");
  await on.employer?.();
  await press(page, "下一步");
  await pick(page, "居住地", "铁西区", "辽宁省沈阳市铁西区", on.which);
  await on.place?.();
  await press(page, "下一步");
  await choose(page, "我同意");
  await on.consents?.();
  await press(page, "下一步");
  await page.getByRole("heading", { name: "请核对" }).waitFor();
  await on.review?.();
}

/** Picks a division by search; `which` sees the question when a name exists twice. Of a county with streets it
 * takes the whole, or the street of this name. */
export async function pick(page, field, search, fullName, which, street) {
  const group = page.getByRole("group", { name: new RegExp(`^${field}`) });
  await group.getByRole("searchbox").fill(search);
  await group.getByText("个地方叫这个名字").waitFor();
  await which?.();
  await group.getByRole("button", { name: fullName, exact: true }).click();
  await group.getByText("这些街道有自己的工会").waitFor();
  await group.getByRole("button", { name: street ?? `就选${search}`, exact: true }).click();
  await group.locator(".chosen", { hasText: new RegExp(`已选:${fullName}${street ?? ""}\\s*换`) }).waitFor();
}

/** Signs in on the issuer's own page. */
export async function signInThere(page, person) {
  await page.locator("#username").fill(`+86${person.mobile}`);
  await page.locator("#password").fill(person.password);
  await page.locator('button[type="submit"]').click();
}

/** A fresh account, signed in on a phone. */
export async function fresh(browser, options = {}) {
  const person = lib.invent();
  const session = await lib.register(person);
  const page = await lib.phone(browser, { session, ...options });
  return { person, session, page };
}

/** A fresh account that is bound to its person. */
export async function bound(browser, options) {
  const made = await fresh(browser, options);
  const { name, idNumber, mobile } = made.person;
  const answer = await lib.call(made.session.token, "POST", "/v1/account", { name, idType: "ID_CARD", idNumber, mobile });
  must(answer.status < 300, `binding was answered ${answer.status}`);
  return made;
}
