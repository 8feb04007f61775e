// Urging against the running platform: an overdue case of a union below, seen by all whom it concerns.
import { WEB, account, axe, call, must, overflow, sessionOf, shot, sleep } from "./lib.mjs";
import { applicants, caseAt, desk, waiting } from "./desk.lib.mjs";

const DAYS_OVERDUE = 9;

/** Writes into the table, as time would, that the open step was due some days ago: the API's clock is the clock. */
async function overdue(application) {
  const due = new Date(Date.now() - DAYS_OVERDUE * 86_400_000).toISOString().slice(0, 10);
  const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_REGION, TABLE_NAME } = process.env;
  must(AWS_ENDPOINT_URL && TABLE_NAME, "source .local/env first: the table is needed");
  const answer = await fetch(AWS_ENDPOINT_URL, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.UpdateItem",
      authorization: `AWS4-HMAC-SHA256 Credential=${AWS_ACCESS_KEY_ID}/20260101/${AWS_REGION}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({
      TableName: TABLE_NAME,
      Key: { pk: { S: `A#${application}` }, sk: { S: "HEAD" } },
      UpdateExpression: "SET pending.due = :due, qsk = :place",
      ConditionExpression: "attribute_exists(pending)",
      ExpressionAttributeValues: { ":due": { S: due }, ":place": { S: `${due}#${application}` } },
    }),
  });
  must(answer.ok, `the table answered ${answer.status}`);
}

/** Asks until the answer holds what is wanted: messages come a moment later. */
async function until(ask, wanted, what) {
  for (let look = 0; look < 60; look += 1) {
    const got = await ask();
    if (wanted(got)) return got;
    await sleep(500);
  }
  throw new Error(what);
}

export default {
  async "desk: the county urges an overdue case, and holder and applicant are told"(browser) {
    const officer = await sessionOf(account("approver-1").mobile);
    const [made] = await applicants(1);
    const [task] = await waiting(officer.token, [made.receipt]);
    await overdue(made.receipt.id);

    const page = await desk(browser, { as: "county-1" });
    await page.goto(caseAt(WEB, task.id));
    const button = page.getByRole("button", { name: "催办" });
    await button.waitFor();
    await page.keyboard.press("u");
    await page.getByRole("button", { name: "确认催办" }).waitFor();
    await shot(page, "desk-urge-real-zh");
    const found = await axe(page);
    must(found.length === 0, `axe at urging: ${found.join("; ")}`);
    must((await overflow(page)).length === 0, "urging stands out sideways");
    await page.getByRole("button", { name: "确认催办" }).click();
    await page.waitForSelector("text=已催办");
    await page.waitForSelector("text=上级工会已催办");
    await shot(page, "desk-urged-real-zh");
    must(page.faults.length === 0, page.faults.join("; "));

    const told = await until(
      async () => (await call(officer.token, "GET", "/v1/me")).body.inbox,
      (inbox) => inbox.some((message) => message.text.includes(made.receipt.number) && message.text.includes("催办")),
      "the holder was not told",
    );
    const urgings = () => told.filter((message) => message.text.includes(made.receipt.number) && message.text.includes("催办")).length;
    must(urgings() === 1, `told ${urgings()} times`);
    const view = await call(made.session.token, "GET", `/v1/applications/${made.receipt.id}`);
    const lines = view.body.timeline.filter((line) => line.code === "URGED");
    must(lines.length === 1, "the applicant does not see that it was urged");

    const county = await sessionOf(account("county-1").mobile);
    const again = await call(county.token, "POST", `/v1/tasks/${task.id}/urge`);
    must(again.status === 200 && again.body.urgedAt === lines[0].at, "a second urging on the same day is the first one");
    const own = await call(officer.token, "POST", `/v1/tasks/${task.id}/urge`);
    must(own.status === 403, `the holder urged himself: ${own.status}`);
    const done = await call(officer.token, "POST", `/v1/tasks/${task.id}/decision`, { decision: "approve", noKinship: true });
    must(done.status === 200, `an overdue case is decided all the same: ${done.status}`);
  },
};
