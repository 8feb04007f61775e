// The receipt of what was just sent: in memory only, for the page that shows it.
import { shallowRef } from "vue";
import type { Receipt } from "@/api/schema";

/** What the receipt page shows. */
export interface Received {
  readonly title: string;
  readonly receipt: Receipt;
  /** The signature drawn under the oath, as a data URL; it was not sent. */
  readonly signature: string;
  readonly at: Date;
}

/** The last receipt. */
export const received = shallowRef<Received>();
