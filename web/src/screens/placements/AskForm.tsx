import { Alert, Button, Group, List, Modal, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { AskHostingInterestDocument, type AskHostingInterestMutation, type Programme } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { ChosenList } from '../../parts/ChosenList';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { counted, sentence } from '../../words/count';
import { choices, programme as programmes } from '../../words/label';
import { yearsAbout } from './interest';

interface Props {
  /** The one that is asked; none to choose whom. */
  employer?: ChosenEmployer;
  /** Those that a list shows, to be chosen together. */
  listed?: ChosenEmployer[];
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** Asks employers by link whether they would host, and says who was not asked and why. */
export default function AskForm({ employer, listed = [], today, onDone, onSaved }: Props) {
  const [ask, busy] = useChange(AskHostingInterestDocument);
  const [outcome, setOutcome] = useState<AskHostingInterestMutation['askHostingInterest']>();
  const form = useForm({
    initialValues: { programme: null as Programme | null, year: today.slice(0, 4), employerIds: employer ? [employer] : ([] as ChosenEmployer[]) },
    validate: {
      programme: (value) => (value ? null : 'Choose a programme'),
      employerIds: (value) => (value.length > 0 ? null : 'Choose whom to ask'),
    },
  });
  const { employerIds: chosen } = form.values;
  const choose = (more: ChosenEmployer[]) => form.setFieldValue('employerIds', [...new Map([...chosen, ...more].map((each) => [each.id, each])).values()]);
  const save = form.onSubmit(async ({ programme, year, employerIds }) => {
    if (!programme) return;
    const { data, error } = await ask({ input: { programme, year: Number(year), employerIds: employerIds.map(({ id }) => id) } });
    const problems = problemsOf(error, data?.askHostingInterest.userErrors);
    if (problems.length > 0 || !data) return showProblems(form, problems);
    onSaved();
    setOutcome(data.askHostingInterest);
  });
  if (outcome) {
    const { requests, refused } = outcome;
    return (
      <Modal opened onClose={onDone} title={`${counted(requests.length, 'employer')} asked${refused.length > 0 ? `, ${refused.length} not` : ''}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        <Stack gap="sm">
          {requests.length > 0 && <Text size="sm">Each person hears of it in the next hours of operational mail, and is reminded once after 5 working days.</Text>}
          {refused.length > 0 && (
            <Alert role="alert" color="orange.9" variant="outline" title="These were not asked">
              <List size="sm">{refused.map(({ employer: one, why }, index) => <List.Item key={one?.id ?? index}>{one?.name ?? 'An employer'}: {sentence(why)}.</List.Item>)}</List>
            </Alert>
          )}
          <Group><Button data-autofocus onClick={onDone}>Close</Button></Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <FormDialog title={employer ? `Ask ${employer.name} by link` : 'Ask employers by link'} form={form} submit={save} busy={busy} action="Ask" onClose={onDone}>
      <Text size="sm">A message asks whether they would host. Asked is the placement contact, else who heads the people side, works there or owns it. Who has answered for that year is not asked again.</Text>
      <Group grow align="start">
        <Select label="Programme" data={choices(programmes)} data-autofocus {...form.getInputProps('programme')} />
        <Select label="Year" allowDeselect={false} data={yearsAbout(today, 0)} {...form.getInputProps('year')} />
      </Group>
      {!employer && (
        <>
          <ChosenList label="Employers to ask" chosen={chosen} onRemove={(gone) => form.setFieldValue('employerIds', chosen.filter(({ id }) => id !== gone))} />
          <EmployerPicker key={`employer ${chosen.length}`} label="Add an employer to ask" optional value={null} error={form.errors.employerIds} data-path="employerIds" onChange={(one) => one && choose([one])} />
          {listed.some(({ id }) => !chosen.some((one) => one.id === id)) && <Group><Button size="xs" variant="default" onClick={() => choose(listed)}>Add the {counted(listed.length, 'employer')} of the list</Button></Group>}
        </>
      )}
    </FormDialog>
  );
}
