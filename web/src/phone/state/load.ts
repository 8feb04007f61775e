// Loading something for a page: what came, what went wrong, again in another language.
import { onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { useI18n } from "@/phone/i18n";
import { asFailure, type Failure } from "@/api/failure";
import { session } from "@/auth/session";

/** What a page shows while, and after, it loads. */
export interface Loading<Data> {
  data: ShallowRef<Data | undefined>;
  failure: ShallowRef<Failure | undefined>;
  busy: Ref<boolean>;
  load: () => Promise<void>;
}

/** Loads when the page opens, when the language changes and when somebody signs in or out; `load` asks again. */
export function useLoad<Data>(ask: () => Promise<Data>): Loading<Data> {
  const data = shallowRef<Data>();
  const failure = shallowRef<Failure>();
  const busy = ref(false);
  const { locale } = useI18n();
  let latest = 0;

  async function load(): Promise<void> {
    const mine = ++latest;
    busy.value = true;
    try {
      const came = await ask();
      if (mine !== latest) return;
      data.value = came;
      failure.value = undefined;
    } catch (thrown) {
      if (mine === latest) failure.value = asFailure(thrown);
    } finally {
      if (mine === latest) busy.value = false;
    }
  }

  onMounted(load);
  watch([locale, () => session.value?.subject], load);
  return { data, failure, busy, load };
}
