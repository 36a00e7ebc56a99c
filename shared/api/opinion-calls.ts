import type { z } from 'zod';
import { type FirmCall, get, post, remove, withQuery } from './firm.ts';
import {
  callPage,
  type changedOpinionSettings,
  type clientCap,
  consentCreated,
  consentList,
  consentWithdrawn,
  draftAccepted,
  type draftDecision,
  draftList,
  draftPreview,
  type draftQuestion,
  guidelineDraft,
  type newConsent,
  type newDraft,
  type OpinionAsk,
  opinionAccepted,
  type opinionDecision,
  opinionList,
  opinionPreview,
  opinionRequestDetail,
  opinionSettings,
  opinionStatus,
  spending,
} from './opinions.ts';

/** What a screen asks of `/api/opinions`. */
export const opinionCalls = {
  status: () => get('/api/opinions/status', opinionStatus),
  /** What would leave; nothing is sent by it. */
  preview: (invoiceId: string, ask: OpinionAsk) => post('/api/opinions/preview', { invoiceId, ask }, opinionPreview),
  /** @param previewSha256 of the preview that the person saw */
  ask: (invoiceId: string, ask: OpinionAsk, previewSha256: string) =>
    post('/api/opinions/requests', { invoiceId, ask, previewSha256 }, opinionAccepted),
  getRequest: (requestId: string) => get(`/api/opinions/requests/${requestId}`, opinionRequestDetail),
  listOf: (invoiceId: string) => get(withQuery('/api/opinions', { invoiceId }), opinionList),
  decide: (opinionId: string, body: z.input<typeof opinionDecision>) =>
    post<unknown>(`/api/opinions/${opinionId}/decision`, body, null),
} as const;

/** The administrator's. */
export const opinionAdminCalls = {
  getSettings: () => get('/api/admin/opinions/settings', opinionSettings),
  changeSettings: (body: z.input<typeof changedOpinionSettings>): FirmCall<unknown> => ({
    method: 'PATCH',
    path: '/api/admin/opinions/settings',
    body,
    output: null,
  }),
  listConsents: () => get('/api/admin/opinions/consents', consentList),
  addConsent: (body: z.input<typeof newConsent>) => post('/api/admin/opinions/consents', body, consentCreated),
  withdrawConsent: (consentId: string) => remove(`/api/admin/opinions/consents/${consentId}`, consentWithdrawn),
  setClientCap: (body: z.infer<typeof clientCap>) => post<unknown>('/api/admin/opinions/caps', body, null),
  /** Of this month. */
  getSpending: () => get('/api/admin/opinions/spending', spending),
  /** What would leave for a draft; nothing is sent by it. */
  previewDraft: (body: z.infer<typeof draftQuestion>) => post('/api/admin/opinions/drafts/preview', body, draftPreview),
  askDraft: (body: z.infer<typeof newDraft>) => post('/api/admin/opinions/drafts', body, draftAccepted),
  listDrafts: () => get('/api/admin/opinions/drafts', draftList),
  decideDraft: (draftId: string, body: z.infer<typeof draftDecision>) =>
    post(`/api/admin/opinions/drafts/${draftId}/decision`, body, guidelineDraft),
  listCalls: (query: Readonly<Record<string, string>>) => get(withQuery('/api/admin/opinions/calls', query), callPage),
} as const;
