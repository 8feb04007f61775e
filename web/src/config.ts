// What differs between environments, read when the page opens: one build serves them all.

/** The contents of /config.json, which the deployment writes beside the pages. */
export interface Config {
  /** The OIDC issuer, as it stands in its tokens. */
  readonly issuer: string;
  /** The pages' client at the issuer. */
  readonly clientId: string;
  /** Origin of the API; empty where pages and API share one. */
  readonly api: string;
  /** Where the issuer's discovery document is, if not under the issuer itself (a local issuer). */
  readonly metadataUrl?: string;
  /** Endpoint of Cognito's public SignUp and ConfirmSignUp; absent where the issuer registers people itself. */
  readonly registration?: string;
  /** Whether everything in this environment is invented (合成数据). */
  readonly synthetic?: boolean;
}

let asked: Promise<Config> | undefined;

/** The environment's settings; asked for once, and again after a failure. */
export function config(): Promise<Config> {
  asked ??= load().catch((failure: unknown) => {
    asked = undefined;
    throw failure;
  });
  return asked;
}

async function load(): Promise<Config> {
  const response = await fetch("/config.json", { cache: "no-cache" });
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  return (await response.json()) as Config;
}
