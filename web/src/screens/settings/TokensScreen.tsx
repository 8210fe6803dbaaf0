import { Alert, Badge, Button, Code, CopyButton, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiTokensDocument, CreateApiTokenDocument, RevokeApiTokenDocument, type Role, type TokenFactsFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Empty } from '../../parts/Empty';
import { FormDialog } from '../../parts/FormDialog';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { showProblems } from '../../parts/ProblemSummary';
import { TroublePanel } from '../../parts/TroublePanel';
import { PartnerSelect } from '../../parts/WhoSelect';
import { longMomentDay } from '../../words/date';
import { role } from '../../words/label';
import { SettingsFrame } from './SettingsFrame';
import { Roles } from './UserForm';

const withTokens = changesWith('ApiToken');

/** Keys of machine clients. */
export default function TokensScreen() {
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  return (
    <SettingsFrame title="API tokens" needs="ADMINISTER_ACCESS" note="Keys by which partners’ programs use the hub"
      actions={<Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>Make token</Button>}>
      {secret && (
        <Alert color="teal" title="Copy the token now: it is not shown again" role="status">
          <Group gap="xs">
            <Code>{secret}</Code>
            <CopyButton value={secret}>{({ copied, copy }) => <Button size="compact-sm" variant="default" onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}</CopyButton>
          </Group>
        </Alert>
      )}
      <Pages page={(place) => <TokensPage {...place} />} />
      {adding && <TokenForm onClose={() => setAdding(false)} onDone={(made) => {
        setSecret(made);
        setAdding(false);
      }} />}
    </SettingsFrame>
  );
}

function TokensPage({ after, more }: PagePlace) {
  const [{ data, error }, again] = useRead({ query: ApiTokensDocument, variables: { after }, requestPolicy: 'cache-and-network', context: withTokens });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.apiTokens;
  if (nodes.length === 0 && after === null) return <Empty title="There are no tokens">Make one for each program, so that one can be stopped without the others.</Empty>;
  return <Stack gap="md">{nodes.map((token) => <TokenLine key={token.id} token={token} />)}{more(pageInfo)}</Stack>;
}

function TokenLine({ token: { id, name, roles, organisation, createdAt, expiresAt, lastUsedAt, revokedAt } }: { token: TokenFactsFragment }) {
  const [revoke, busy] = useChange(RevokeApiTokenDocument);
  const [problem, setProblem] = useState('');
  async function stop() {
    const { data, error } = await revoke({ input: { id } });
    setProblem(problemsOf(error, data?.revokeApiToken.userErrors).map(({ message }) => message).join(' '));
  }
  const over = new Date(expiresAt) < new Date();
  return (
    <section aria-label={name}>
      <Group gap="xs">
        <Text size="sm" fw={600}>{name}</Text>
        {revokedAt ? <Badge size="sm" variant="default" tt="none">Revoked {longMomentDay(revokedAt)}</Badge> : over && <Badge size="sm" variant="default" tt="none">Expired</Badge>}
      </Group>
      <Text size="sm">{organisation.name} · {roles.map((each) => role[each]).join(', ')}</Text>
      <Text size="xs" c="dimmed">Made {longMomentDay(createdAt)} · {over ? 'expired' : 'expires'} {longMomentDay(expiresAt)} · {lastUsedAt ? `last used ${longMomentDay(lastUsedAt)}` : 'never used'}</Text>
      {!revokedAt && !over && <Button size="compact-xs" variant="default" mt={4} loading={busy} aria-label={`Revoke ${name}`} onClick={() => void stop()}>Revoke</Button>}
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
    </section>
  );
}

function TokenForm({ onClose, onDone }: { onClose: () => void; onDone: (secret: string) => void }) {
  const [create, busy] = useChange(CreateApiTokenDocument);
  const form = useForm({
    initialValues: { name: '', organisationId: '', roles: [] as Role[], days: 90 as number | string },
    validate: {
      name: (value) => (value.trim() ? null : 'Say what it is for'),
      organisationId: (value) => (value ? null : 'Choose the partner'),
      roles: (value) => (value.length > 0 ? null : 'Choose at least one role'),
    },
  });
  const save = form.onSubmit(async ({ name, days, ...values }) => {
    const { data, error } = await create({ input: { ...values, name: name.trim(), days: Number(days) } });
    const problems = problemsOf(error, data?.createApiToken.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    if (data?.createApiToken.secret) onDone(data.createApiToken.secret);
  });
  return (
    <FormDialog title="Make token" form={form} submit={save} busy={busy} action="Make token" onClose={onClose}>
      <TextInput label="What it is for" data-autofocus {...form.getInputProps('name')} />
      <PartnerSelect label="Partner" placeholder="Choose" {...form.getInputProps('organisationId')} />
      <Roles {...form.getInputProps('roles')} />
      <NumberInput label="Days until it expires" min={1} max={365} allowDecimal={false} hideControls {...form.getInputProps('days')} />
    </FormDialog>
  );
}
