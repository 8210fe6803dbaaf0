import { Button, Checkbox, Group, Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AddParticipantDocument, type AgeBand, type CohortFlag, type LegalCondition, type ParticipantFactsFragment, PlacementChoicesDocument, UpdateParticipantDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices } from '../../words/label';
import { ageBand, cohort, condition } from './placedWords';

const offence: LegalCondition[] = ['EXPLICIT_CONSENT', 'EMPLOYMENT_AND_SOCIAL_PROTECTION', 'STATUTORY_PURPOSE', 'SAFEGUARDING'];

interface Cohort {
  flag: CohortFlag | null;
  condition: LegalCondition | null;
}

/** Somebody who takes part in a programme, to add or to change. */
export default function ParticipantForm({ participant, onDone, onSaved }: { participant?: ParticipantFactsFragment; onDone: () => void; onSaved: (id: string) => void }) {
  const [add, adding] = useChange(AddParticipantDocument);
  const [update, updating] = useChange(UpdateParticipantDocument);
  const [{ data }] = useRead({ query: PlacementChoicesDocument });
  const today = data?.today ?? '';
  const kept: Cohort[] = participant?.flags.map(({ flag, condition: relied }) => ({ flag, condition: relied })) ?? [];
  const form = useForm({
    initialValues: {
      reference: participant?.reference ?? '',
      programme: participant?.programme.code ?? (null as string | null),
      ageBand: participant?.ageBand ?? (null as AgeBand | null),
      adultOn: participant?.adultOn ?? (null as string | null),
      knownAs: participant?.knownAs ?? '',
      closed: participant?.closedOn != null,
      flags: kept,
    },
    validate: {
      reference: (value) => (value.trim() ? null : 'Enter the reference of the case system'),
      programme: (value) => (value ? null : 'Choose a programme'),
      ageBand: (value) => (value ? null : 'Choose the age'),
      flags: { flag: (value) => (value ? null : 'Choose the cohort'), condition: (value) => (value ? null : 'Choose what the law lets it be kept for') },
    },
  });
  const { values } = form;
  const minor = values.ageBand === 'UNDER_16' || values.ageBand === 'FROM_16';
  const named = data?.placementProgrammes.find(({ code }) => code === values.programme)?.knownAsSince != null;
  const save = form.onSubmit(async ({ reference, programme, ageBand: band, adultOn, knownAs, closed, flags }) => {
    if (!programme || !band) return;
    const facts = {
      reference, ageBand: band, adultOn: minor ? adultOn : null, knownAs: named ? knownAs.trim() || null : null,
      flags: flags.flatMap(({ flag, condition: relied }) => (flag && relied ? [{ flag, condition: relied }] : [])),
    };
    if (participant) {
      const closedOn = closed ? (participant.closedOn ?? today) : null;
      const { data: got, error } = await update({ input: { id: participant.id, version: participant.version, closedOn, ...facts } });
      const problems = problemsOf(error, got?.updateParticipant.userErrors);
      if (problems.length > 0) return showProblems(form, problems);
      onSaved(participant.id);
    } else {
      const { data: got, error } = await add({ input: { programme, ...facts } });
      const problems = problemsOf(error, got?.addParticipant.userErrors);
      if (problems.length > 0) return showProblems(form, problems);
      onSaved(got?.addParticipant.participant?.id ?? '');
    }
    onDone();
  });
  return (
    <FormDialog title={participant ? `Change ${participant.reference}` : 'Add participant'} form={form} submit={save} busy={adding || updating} action={participant ? 'Save' : 'Add participant'} onClose={onDone}>
      <TextInput label="Reference" description="Of the case system; not a name" data-autofocus {...form.getInputProps('reference')} />
      {!participant && <Select label="Programme" data={data?.placementProgrammes.map(({ code, name }) => ({ value: code, label: name })) ?? []} {...form.getInputProps('programme')} />}
      <Select label="Age" data={choices(ageBand)} allowDeselect={false} {...form.getInputProps('ageBand')} />
      {minor && <DayInput label="Turns 18 on" description="Until then the law limits the hours; leave it empty where it is not known" placeholder="Not known" clearable today={today} {...form.getInputProps('adultOn')} />}
      {named && <TextInput label="Known as" description="In no message, export or search; erased six months after the participant is closed" {...form.getInputProps('knownAs')} />}
      <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
        <Text component="legend" size="sm" fw={500}>Cohorts</Text>
        <Text size="xs" c="dimmed">The law protects what these tell. Each is kept under a condition of the law</Text>
        {values.flags.map((_, index) => (
          <Group key={index} align="start" gap="xs" mt="xs" wrap="wrap">
            <Select aria-label={`Cohort ${index + 1}`} placeholder="Cohort" flex="1 1 160px" data={choices(cohort)} {...form.getInputProps(`flags.${index}.flag`)} />
            <Select aria-label={`Condition ${index + 1}`} placeholder="Condition relied on" flex="1 1 160px" data={choices(condition).filter(({ value }) => values.flags[index]?.flag !== 'CONVICTION' || offence.includes(value))} {...form.getInputProps(`flags.${index}.condition`)} />
            <Button variant="default" size="sm" miw="max-content" aria-label={`Take back cohort ${index + 1}`} onClick={() => form.removeListItem('flags', index)}>Take back</Button>
          </Group>
        ))}
        <Button variant="default" size="compact-sm" mt="xs" onClick={() => form.insertListItem('flags', { flag: null, condition: null })}>Add a cohort</Button>
      </fieldset>
      {participant && <Checkbox label="Takes part no more" {...form.getInputProps('closed', { type: 'checkbox' })} />}
    </FormDialog>
  );
}
