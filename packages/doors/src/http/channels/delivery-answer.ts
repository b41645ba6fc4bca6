import type { Refusal } from "./refusal.ts";

export type DeliveryAnswer =
  | {
      readonly outcome: "answered";
      /** 201 the first time a report is made, 200 whenever the same is said again. */
      readonly status: 200 | 201;
      readonly body: { readonly id: string; readonly trackingId: string };
    }
  | { readonly outcome: "refused"; readonly refusal: Refusal };
