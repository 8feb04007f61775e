// The calls of the worker's pages, one function each.
import { ref } from "vue";
import { call } from "@/api/client";
import type {
  AccountRequest,
  AccountView,
  ApplicationRequest,
  ApplicationView,
  CheckAnswer,
  ConsentView,
  ConsentWithdrawal,
  DivisionView,
  EmployerList,
  MatterGuide,
  MatterList,
  MeView,
  OwnRecord,
  Receipt,
} from "@/api/schema";

/** Whether something shown is invented (合成数据): the banner stays for as long as the page is open. */
export const synthetic = ref(false);

export const matters = (): Promise<MatterList> => call((api) => api.GET("/v1/matters"));

export const guide = (code: string): Promise<MatterGuide> =>
  call((api) => api.GET("/v1/matters/{code}", { params: { path: { code } } }));

export const check = (code: string, form: Record<string, unknown>): Promise<CheckAnswer> =>
  call((api) => api.POST("/v1/matters/{code}/check", { params: { path: { code } }, body: { form } }));

/** The caller's own page. */
export async function me(): Promise<MeView> {
  const mine = await call((api) => api.GET("/v1/me"));
  if (mine.synthetic) synthetic.value = true;
  return mine;
}

export const bind = (body: AccountRequest): Promise<AccountView> => call((api) => api.POST("/v1/account", { body }));

export const unbind = (): Promise<unknown> => call((api) => api.DELETE("/v1/account/person"));

export const apply = (key: string, body: ApplicationRequest): Promise<Receipt> =>
  call((api) => api.POST("/v1/applications", { params: { header: { "Idempotency-Key": key } }, body }));

/** One application of the caller's. */
export async function application(id: string): Promise<ApplicationView> {
  const view = await call((api) => api.GET("/v1/applications/{id}", { params: { path: { id } } }));
  if (view.synthetic) synthetic.value = true;
  return view;
}

export const amend = (id: string, key: string, form: Record<string, unknown>): Promise<Receipt> =>
  call((api) =>
    api.POST("/v1/applications/{id}/amendment", {
      params: { path: { id }, header: { "Idempotency-Key": key } },
      body: { form },
    }),
  );

export const withdraw = (id: string, key: string): Promise<Receipt> =>
  call((api) =>
    api.POST("/v1/applications/{id}/withdrawal", { params: { path: { id }, header: { "Idempotency-Key": key } } }),
  );

export const appeal = (id: string, key: string, text: string): Promise<Receipt> =>
  call((api) =>
    api.POST("/v1/applications/{id}/appeal", {
      params: { path: { id }, header: { "Idempotency-Key": key } },
      body: { text },
    }),
  );

/** The member's own yes or no to what a union began for him. */
export const answer = (id: string, key: string, yes: boolean): Promise<Receipt> =>
  call((api) =>
    api.POST("/v1/applications/{id}/answer", {
      params: { path: { id }, header: { "Idempotency-Key": key } },
      body: { yes },
    }),
  );

export const explain = (id: string, _key: string, text: string): Promise<Receipt> =>
  call((api) => api.POST("/v1/applications/{id}/statement", { params: { path: { id } }, body: { text } }));

export const division = (code: string, q?: string): Promise<DivisionView> =>
  call((api) => api.GET("/v1/divisions/{code}", { params: { path: { code }, query: q ? { q } : {} } }));

export const employers = (q: string): Promise<EmployerList> =>
  call((api) => api.GET("/v1/employers", { params: { query: { q } } }));

export const markRead = (id: string): Promise<unknown> =>
  call((api) => api.PUT("/v1/inbox/{id}/read", { params: { path: { id } } }));

export const giveConsent = (code: string, policyVersion: string): Promise<ConsentView> =>
  call((api) => api.PUT("/v1/consents/{code}", { params: { path: { code } }, body: { policyVersion } }));

export const withdrawConsent = (code: string): Promise<ConsentWithdrawal> =>
  call((api) => api.DELETE("/v1/consents/{code}", { params: { path: { code } } }));

export const ownRecord = (): Promise<OwnRecord> => call((api) => api.GET("/v1/me/record", { cache: "no-store" }));
