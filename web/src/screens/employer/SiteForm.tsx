import { Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AddSiteDocument, InvestmentAreasDocument, type SiteFactsFragment, UpdateSiteDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useReading } from './reading';

interface Props {
  employerId: string;
  /** The site to change; none to add one. */
  site: SiteFactsFragment | undefined;
  today: string;
  onDone: () => void;
}

export function SiteForm(props: Props) {
  return props.site ? <ChangeSite {...props} site={props.site} /> : <AddSite {...props} />;
}

const valuesOf = (site?: SiteFactsFragment) => ({
  name: site?.name ?? '',
  address: site?.address.join('\n') ?? '',
  postcode: site?.postcode ?? '',
  investmentArea: site?.investmentArea?.code ?? null,
  headcount: site?.headcount ?? ('' as number | ''),
  openedOn: site?.openedOn ?? null,
  closedOn: site?.closedOn ?? null,
});

type Values = ReturnType<typeof valuesOf>;

const inputOf = ({ name, address, postcode, investmentArea, headcount, openedOn }: Values) => ({
  name: name.trim(),
  address: address.split('\n').map((line) => line.trim()).filter(Boolean),
  postcode: postcode.trim() || null,
  investmentArea,
  headcount: headcount === '' ? null : headcount,
  openedOn,
});

const useSiteForm = (site?: SiteFactsFragment) =>
  useForm<Values>({ initialValues: valuesOf(site), validate: { name: (value) => (value.trim() ? null : 'Enter a name, such as Templeborough works') } });

function AddSite({ employerId, today, onDone }: Props) {
  const [add, busy] = useChange(AddSiteDocument);
  const form = useSiteForm();
  const save = form.onSubmit(async (values) => {
    const { data, error } = await add({ input: { employerId, ...inputOf(values) } });
    const problems = problemsOf(error, data?.addSite.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return <FormDialog title="Add site" form={form} submit={save} busy={busy} action="Add site" onClose={onDone}><SiteFields form={form} today={today} closing={false} /></FormDialog>;
}

function ChangeSite({ site, today, onDone }: Props & { site: SiteFactsFragment }) {
  const [update, busy] = useChange(UpdateSiteDocument);
  const [read, conflict] = useReading(site);
  const form = useSiteForm(site);
  const save = form.onSubmit(async (values) => {
    const { data, error } = await update({ input: { id: read.id, version: read.version, ...inputOf(values), closedOn: values.closedOn } });
    const payload = data?.updateSite;
    const problems = problemsOf(error, payload?.userErrors);
    const labels = { name: 'name', address: 'address', postcode: 'postcode', headcount: 'number of people', openedOn: 'first day', closedOn: 'last day' };
    if (problems.length > 0) return showProblems(form, conflict(payload?.site, labels) ?? problems);
    onDone();
  });
  return <FormDialog title={`Change ${site.name}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}><SiteFields form={form} today={today} closing /></FormDialog>;
}

function SiteFields({ form, today, closing }: { form: ReturnType<typeof useSiteForm>; today: string; closing: boolean }) {
  const [{ data }] = useRead({ query: InvestmentAreasDocument });
  return (
    <>
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <Textarea label="Address" autosize minRows={2} {...form.getInputProps('address')} />
      <Group grow align="start">
        <TextInput label="Postcode" {...form.getInputProps('postcode')} />
        <NumberInput label="People who work there" min={0} allowDecimal={false} hideControls thousandSeparator="," {...form.getInputProps('headcount')} />
      </Group>
      <Select label="Investment area" placeholder="None" clearable data={data?.investmentAreas.map(({ code, name }) => ({ value: code, label: name })) ?? []} {...form.getInputProps('investmentArea')} />
      <Group grow align="start">
        <DayInput label="First day" placeholder="Not known" clearable today={today} {...form.getInputProps('openedOn')} />
        {closing && <DayInput label="Last day" placeholder="Still open" clearable today={today} {...form.getInputProps('closedOn')} />}
      </Group>
    </>
  );
}
