// The one way to our API: language, bearer token, time limit, and failures as one type.
import createClient, { type Client, type Middleware } from "openapi-fetch";
import { bearer } from "@/auth/session";
import { config } from "@/config";
import { Failure, failureOf } from "./failure";
import type { paths } from "./schema";

/** The API client, typed by the API's own document. */
export type Api = Client<paths>;

/** After this long without an answer the connection counts as lost. The API itself ends at 30 s. */
const LIMIT_MS = 35_000;

let language = "zh-CN";
let made: Promise<Api> | undefined;

/** Tells the API in which language to answer. */
export function answerIn(next: string): void {
  language = next;
}

/** The API client; it needs the environment's settings once. */
export function api(): Promise<Api> {
  made ??= config().then((settings) => {
    const client = createClient<paths>({ baseUrl: settings.api, fetch: limited });
    client.use(headers);
    return client;
  });
  made.catch(() => (made = undefined));
  return made;
}

const headers: Middleware = {
  async onRequest({ request }) {
    request.headers.set("accept-language", language);
    const token = await bearer();
    if (token) request.headers.set("authorization", `Bearer ${token}`);
    return request;
  },
};

async function limited(request: Request): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LIMIT_MS);
  try {
    return await fetch(new Request(request, { signal: stop.signal }));
  } catch {
    throw new Failure({ kind: "offline" });
  } finally {
    clearTimeout(timer);
  }
}

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * Makes a call and gives its data, or throws a {@link Failure}.
 *
 * `const me = await call((api) => api.GET("/v1/me"));`
 */
export async function call<Data>(ask: (api: Api) => Promise<Answer<Data>>): Promise<Data> {
  let answer: Answer<Data>;
  try {
    answer = await ask(await api());
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : new Failure({ kind: "offline" });
  }
  if (!answer.response.ok) throw failureOf(answer.response.status, answer.error);
  return answer.data as Data;
}
