import { Group, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type AreaPlanFactsFragment, type GrowthSector, RecordAreaPlanDocument, UpdateAreaPlanDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { PartnerSelect } from '../../parts/WhoSelect';
import { useViewer } from '../../shell/viewer';
import { choices, growthSector } from '../../words/label';
import { planStatus } from './words';

interface Props {
  /** The plan that changes; none to add one. */
  plan?: AreaPlanFactsFragment;
  areas: { code: string; name: string }[];
  today: string;
  onDone: () => void;
}

/** A plan of an area or a sector, to add or to change. */
export default function PlanForm({ plan, areas, today, onDone }: Props) {
  const [record, recording] = useChange(RecordAreaPlanDocument);
  const [update, updating] = useChange(UpdateAreaPlanDocument);
  const own = useViewer().organisation;
  const form = useForm({
    initialValues: {
      title: plan?.title ?? '',
      area: plan?.area?.code ?? (null as string | null),
      growthSector: plan?.growthSector ?? (null as GrowthSector | null),
      status: plan?.status ?? 'DRAFT',
      ownerId: plan?.owner.id ?? own.id,
      startsOn: plan?.startsOn ?? (today as string | null),
      reviewOn: plan?.reviewOn ?? (null as string | null),
      needs: plan?.needs ?? '',
      recommendations: plan?.recommendations ?? '',
      contributors: plan?.contributors ?? '',
      transport: plan?.transport ?? '',
      childcare: plan?.childcare ?? '',
    },
    validate: {
      title: (value) => (value.trim() ? null : 'Enter what the plan is called'),
      area: (value, values) => (value ?? values.growthSector ? null : 'Choose an investment area, a growth sector, or both'),
      ownerId: (value) => (value ? null : 'Choose the partner that sees to it'),
      startsOn: (value) => (value ? null : 'Enter when it begins'),
      needs: (value) => (value.trim() ? null : 'Enter which needs employers share'),
    },
  });
  const save = form.onSubmit(async (values) => {
    const areaPlan = {
      ...values,
      startsOn: values.startsOn ?? '',
      recommendations: values.recommendations.trim() || null,
      contributors: values.contributors.trim() || null,
      transport: values.transport.trim() || null,
      childcare: values.childcare.trim() || null,
    };
    const problems = plan
      ? await update({ input: { id: plan.id, version: plan.version, areaPlan } }).then(({ data, error }) => problemsOf(error, data?.updateAreaPlan.userErrors))
      : await record({ input: areaPlan }).then(({ data, error }) => problemsOf(error, data?.recordAreaPlan.userErrors));
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  const text = (field: 'needs' | 'recommendations' | 'contributors' | 'transport' | 'childcare') => ({ autosize: true, minRows: 2, maxRows: 10, maxLength: 5000, ...form.getInputProps(field) });
  return (
    <FormDialog title={plan ? `Change ${plan.title}` : 'Add plan'} form={form} submit={save} busy={recording || updating} action="Save" onClose={onDone}>
      <TextInput label="Title" data-autofocus maxLength={200} {...form.getInputProps('title')} />
      <Group grow align="start">
        <Select label="Investment area" placeholder="None" clearable data={areas.map(({ code, name }) => ({ value: code, label: name }))} {...form.getInputProps('area')} />
        <Select label="Growth sector" placeholder="None" clearable data={choices(growthSector)} {...form.getInputProps('growthSector')} />
      </Group>
      <Group grow align="start">
        <Select label="Status" allowDeselect={false} data={choices(planStatus)} {...form.getInputProps('status')} />
        <PartnerSelect label="Who sees to it" now={plan?.owner ?? own} {...form.getInputProps('ownerId')} />
      </Group>
      <Group grow align="start">
        <DayInput label="Begins" today={today} {...form.getInputProps('startsOn')} />
        <DayInput label="Looked at again" placeholder="Not known" clearable today={today} {...form.getInputProps('reviewOn')} />
      </Group>
      <Textarea label="Needs that employers share" description="As diagnostics show them. Name no employer that did not agree to that." {...text('needs')} />
      <Textarea label="Recommendations" {...text('recommendations')} />
      <Textarea label="Who takes part" description="Employers, investors, intermediaries, providers, communities" {...text('contributors')} />
      <Textarea label="Barriers of transport" {...text('transport')} />
      <Textarea label="Barriers of childcare" {...text('childcare')} />
    </FormDialog>
  );
}
