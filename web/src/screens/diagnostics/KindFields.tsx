import { Select, TextInput } from '@mantine/core';
import type { CampaignKind } from '../../gql/graphql';
import { campaignKind, choices } from '../../words/label';

/** What a sending is in law, with the reason: the e-mail rules follow from it. */
export function KindFields({ kind, reason, error, onChange }: { kind: CampaignKind; reason: string; error?: string | undefined; onChange: (to: { kind: CampaignKind; kindReason: string }) => void }) {
  return (
    <>
      <Select label="What it is" description="E-mail rules depend on it. In doubt it is marketing, which leaves sole traders and partnerships out." allowDeselect={false} data={choices(campaignKind)} value={kind}
        onChange={(value) => value && onChange({ kind: value, kindReason: reason })} />
      {kind !== 'MARKETING' && <TextInput label="Why it is not marketing" required error={error} value={reason} onChange={(event) => onChange({ kind, kindReason: event.currentTarget.value })} />}
    </>
  );
}
