import { Alert, Badge, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { ApiTokensDocument, RevokeApiTokenDocument, type TokenFactsFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { longMomentDay } from '../../words/date';
import { role } from '../../words/label';
import { SettingsFrame } from './SettingsFrame';

const TokenForm = lazy(() => import('./TokenForm'));

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
      <Suspense>
        {adding && <TokenForm onClose={() => setAdding(false)} onDone={(made) => {
          setSecret(made);
          setAdding(false);
        }} />}
      </Suspense>
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
