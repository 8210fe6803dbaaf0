import { Anchor, Badge, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { CommitmentsOfEmployerDocument, type CommitmentsOfEmployerQuery, RemoveCommitmentDocument, RemoveCommitmentEvidenceDocument, UnlinkFromCommitmentDocument, VerifyCommitmentEvidenceDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay, useViewer } from '../../shell/viewer';
import { counted, countedPeople, sentence } from '../../words/count';
import { longDay } from '../../words/date';
import { amount, byRecords, commitmentKind, partOf, placementLine, quantity, share, standingColour, standingWords } from './words';

const CommitmentForm = lazy(() => import('./CommitmentForm'));
const LinkForm = lazy(() => import('./DeliveryForms').then(({ LinkForm: form }) => ({ default: form })));
const EvidenceForm = lazy(() => import('./DeliveryForms').then(({ EvidenceForm: form }) => ({ default: form })));
const MistakeForm = lazy(() => import('../../parts/MistakeForm'));

type Commitment = CommitmentsOfEmployerQuery['commitments']['nodes'][number];
type Doing = { what: 'change' | 'mistake' | 'deliver'; commitment: Commitment } | { what: 'add' };

/** What an employer promised, and what of it was delivered. */
export default function CommitmentsTab({ employerId }: { employerId: string }) {
  const mayWrite = useMay()('WRITE_PLACEMENTS');
  const [doing, setDoing] = useState<Doing>();
  const [remove, removing] = useChange(RemoveCommitmentDocument);
  const [{ data, error }, again] = useRead({ query: CommitmentsOfEmployerDocument, variables: { id: employerId, filter: { employerId } }, requestPolicy: 'cache-and-network' });
  if (!data?.employer) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.commitments;
  const { today, investmentAreas: areas } = data;
  const rest = { onDone: () => setDoing(undefined), onSaved: again };
  const add = mayWrite && <Button size="xs" variant="default" onClick={() => setDoing({ what: 'add' })}>Record a commitment</Button>;
  return (
    <Stack gap="lg">
      {nodes.length === 0 ? <Empty title="It has made no commitment yet" action={add}>A commitment says what it promised to deliver, how much, and by when.</Empty> : <Group>{add}</Group>}
      {nodes.map((each) => <OneCommitment key={each.id} commitment={each} ask={mayWrite ? setDoing : undefined} again={again} />)}
      {pageInfo.hasNextPage && <Text size="sm" c="dimmed">There are more: see the list under Investment areas.</Text>}
      <Suspense>
        {doing?.what === 'add' && <CommitmentForm employerId={employerId} areas={areas} today={today} {...rest} />}
        {doing?.what === 'change' && <CommitmentForm employerId={employerId} commitment={doing.commitment} areas={areas} today={today} {...rest} />}
        {doing?.what === 'deliver' && (byRecords(doing.commitment.kind)
          ? <LinkForm commitment={doing.commitment} employerId={employerId} linked={[...doing.commitment.schoolEncounters, ...doing.commitment.apprenticeships, ...doing.commitment.placements].map(({ id }) => id)} {...rest} />
          : <EvidenceForm commitment={doing.commitment} today={today} {...rest} />)}
        {doing?.what === 'mistake' && <MistakeForm what={doing.commitment.about} busy={removing} {...rest}
          remove={() => remove({ input: { id: doing.commitment.id, version: doing.commitment.version } }).then(({ data: got, error: failed }) => problemsOf(failed, got?.removeCommitment.userErrors))} />}
      </Suspense>
    </Stack>
  );
}

function OneCommitment({ commitment, ask, again }: { commitment: Commitment; ask: ((doing: Doing) => void) | undefined; again: () => void }) {
  const { id, kind, about, area, promised, delivered, unverified, madeOn, dueOn, reference, note, schoolEncounters, apprenticeships, placements, evidence } = commitment;
  const mayLink = useMay()('MANAGE_PARTICIPANTS') || kind !== 'PLACEMENTS';
  const [unlink, unlinking] = useChange(UnlinkFromCommitmentDocument);
  const [problem, setProblem] = useState('');
  const percent = share(promised, delivered);
  const take = (record: { schoolEncounterId: string } | { apprenticeshipId: string } | { placementId: string }) => void unlink({ input: { commitmentId: id, ...record } }).then(({ data, error }) => {
    setProblem(problemsOf(error, data?.unlinkFromCommitment.userErrors).map(({ message }) => sentence(message)).join(' '));
    again();
  });
  return (
    <section aria-label={about}>
      <Group gap="xs">
        <Text fw={600}>{about}</Text>
        <Badge size="sm" miw="max-content" variant="light" tt="none" color={commitment.standing ? standingColour[commitment.standing] : 'gray'}>{standingWords(commitment.standing)}</Badge>
      </Group>
      <Text size="sm">{[commitmentKind[kind], area?.name, `made ${longDay(madeOn)}`, `by ${longDay(dueOn)}`, reference && `contract ${reference}`].filter(Boolean).join(' · ')}</Text>
      <Text size="sm">{partOf(kind, delivered, promised)} delivered{quantity(unverified) > 0 && `; ${amount(kind, unverified)} wait to be verified`}</Text>
      {percent !== null && <Progress value={percent} my={4} maw={360} color="teal" aria-label={`Delivered: ${about}`} />}
      {note && <Text size="sm" c="dimmed">{note}</Text>}
      <Stack component="ul" gap={4} my={4} pl="md">
        {schoolEncounters.map((each) => (
          <Linked key={each.id} what={`${each.school}, ${longDay(each.happensOn)}: ${counted(each.pupilPlaces, 'pupil place')}${each.confirmedOn ? '' : ', not confirmed by the school, so not counted'}`} busy={unlinking} take={ask && (() => take({ schoolEncounterId: each.id }))} />
        ))}
        {apprenticeships.map((each) => <Linked key={each.id} what={`${each.standard}, ${longDay(each.onDay)}: ${countedPeople(each.places, 'apprenticeship')}`} busy={unlinking} take={ask && (() => take({ apprenticeshipId: each.id }))} />)}
        {placements.map((each) => <Linked key={each.id} what={placementLine(each)} to={`/placements/participants/${each.participant.id}`} busy={unlinking} take={ask && (() => take({ placementId: each.id }))} />)}
        {evidence.map((each) => <Evidence key={each.id} kind={kind} evidence={each} mayWrite={ask !== undefined} again={again} />)}
      </Stack>
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
      {!mayLink && <Text size="sm" c="dimmed">Who was placed is told to placement staff, who link the placements.</Text>}
      {ask && (
        <Group gap="xs" mt="xs">
          {mayLink && <Button size="compact-sm" variant="default" aria-label={`${byRecords(kind) ? 'Link a record' : 'Add evidence'}: ${about}`} onClick={() => ask({ what: 'deliver', commitment })}>{byRecords(kind) ? 'Link a record' : 'Add evidence'}</Button>}
          <Button size="compact-sm" variant="default" aria-label={`Change: ${about}`} onClick={() => ask({ what: 'change', commitment })}>Change</Button>
          <Button size="compact-sm" variant="default" aria-label={`Entered by mistake: ${about}`} onClick={() => ask({ what: 'mistake', commitment })}>Entered by mistake</Button>
        </Group>
      )}
    </section>
  );
}

function Linked({ what, to, busy, take }: { what: string; to?: string; busy: boolean; take: (() => void) | undefined }) {
  return (
    <li>
      <Group gap="xs">
        {to ? <Anchor component={Link} underline="always" size="sm" to={to}>{what}</Anchor> : <Text size="sm">{what}</Text>}
        {take && <Button size="compact-xs" variant="default" loading={busy} aria-label={`Take it from here: ${what}`} onClick={take}>Take it from here</Button>}
      </Group>
    </li>
  );
}

function Evidence({ kind, evidence, mayWrite, again }: { kind: Commitment['kind']; evidence: Commitment['evidence'][number]; mayWrite: boolean; again: () => void }) {
  const [verify, verifying] = useChange(VerifyCommitmentEvidenceDocument);
  const [remove, removing] = useChange(RemoveCommitmentEvidenceDocument);
  const [problem, setProblem] = useState('');
  const me = useViewer().user?.id;
  const { id, shows, onDay, description, enteredBy, verifiedBy, verifiedAt } = evidence;
  const input = { input: { evidenceId: id } };
  const told = (problems: { message: string }[]) => {
    setProblem(problems.map(({ message }) => sentence(message)).join(' '));
    again();
  };
  return (
    <li>
      <Text size="sm">{amount(kind, shows)}, {longDay(onDay)}: {description}</Text>
      <Text size="sm" c={verifiedAt ? 'dimmed' : 'orange.9'}>{enteredBy && `Entered by ${enteredBy.name}. `}{verifiedAt ? `Verified by ${verifiedBy?.name ?? 'somebody'}.` : 'Not verified, so not counted.'}{!verifiedAt && enteredBy?.id === me && ' Another person has to verify it.'}</Text>
      {mayWrite && (
        <Group gap="xs" mt={2}>
          {!verifiedAt && enteredBy?.id !== me && <Button size="compact-xs" variant="default" loading={verifying} aria-label={`Verify: ${description}`} onClick={() => void verify(input).then(({ data, error }) => told(problemsOf(error, data?.verifyCommitmentEvidence.userErrors)))}>Verify</Button>}
          <Button size="compact-xs" variant="default" loading={removing} aria-label={`Entered by mistake: ${description}`} onClick={() => void remove(input).then(({ data, error }) => told(problemsOf(error, data?.removeCommitmentEvidence.userErrors)))}>Entered by mistake</Button>
        </Group>
      )}
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
    </li>
  );
}
