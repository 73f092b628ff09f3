import { parseS3Uri } from '../catalog/bucket.ts';
import { type CommandWithNeeds, commandNeeds, type PolicyNames, placeholders, policyFor } from '../catalog/iam.ts';
import { UsageError } from '../errors.ts';
import { option } from '../option.ts';
import { lakeOptions, locationOption } from '../options/lake.ts';
import { outputOptions } from '../options/output.ts';
import { runningOptions } from '../options/running.ts';
import { didYouMean } from '../suggest.ts';
import { command } from './command.ts';
import { withDestination, writePlain } from './deliver.ts';
import { jsonText } from './json-text.ts';
import { questions as asked } from './questions.ts';

interface IamPolicyRequest {
  readonly commands: readonly CommandWithNeeds[];
  readonly names: PolicyNames;
  readonly out: string | undefined;
  readonly quiet: boolean;
}

const { region, database, workGroup, outputLocation } = lakeOptions;
const { out, quiet } = outputOptions;

export const iamPolicy = command({
  details: `Without names it is for all of them. Names are ${Object.keys(commandNeeds).join(', ')}, or a question's own name. Nothing is asked of AWS.`,
  examples: [
    'flowlogs iam-policy questions --location s3://my-logs/ --output-location s3://my-results/',
    'flowlogs iam-policy setup crawl --region eu-west-1 --account 123456789012',
  ],
  filters: false,
  options: {
    ...{ region, database, workGroup, outputLocation },
    ...locationOption,
    account: option<string | undefined>({
      flags: '--account <id>',
      summary: 'AWS account of the catalog; any if not said',
      heading: 'Data lake',
      fallback: undefined,
      parse: (text, origin) => {
        if (/^\d{12}$/.test(text)) return text;
        throw new UsageError(`${origin} ${text} is not an AWS account`, 'it has 12 digits');
      },
    }),
    ...{ out, quiet },
    ...runningOptions,
  },
  request: ({ args, values }): IamPolicyRequest => ({
    commands: args.length === 0 ? allCommands : args.map(commandNamed),
    names: {
      region: values.region,
      account: values.account,
      database: values.database,
      workGroup: values.workGroup ?? 'primary',
      logs: placeOf(values.location),
      results: placeOf(values.outputLocation),
    },
    out: values.out,
    quiet: values.quiet,
  }),
  run: (request, context) =>
    withDestination(request, context, async (destination) => {
      const known = { ...request.names, region: request.names.region ?? (context.env.AWS_REGION || undefined) };
      await writePlain(`${jsonText(policyFor(request.commands, known))}\n`, context, destination);
      const open = (['logs', 'results'] as const).filter((place) => request.names[place] === undefined);
      if (open.length > 0 && !request.quiet) {
        const names = open.map((place) => placeholders[place].slice(0, -1)).join(' and ');
        context.stderr.stream.write(
          `note: put in the names of your buckets for ${names}, or give --location and --output-location\n`,
        );
      }
      return 0 as const;
    }),
});

const allCommands = Object.keys(commandNeeds) as CommandWithNeeds[];
const questions = [...asked.map(({ name }) => name), 'ip', 'summary', 'dashboard', 'day', 'search', 'sql'];

function commandNamed(name: string): CommandWithNeeds {
  if (questions.includes(name)) return 'questions';
  const found = allCommands.find((one) => one === name);
  if (found !== undefined) return found;
  throw new UsageError(
    `iam-policy knows no command ${name} that uses AWS`,
    didYouMean(name, [...allCommands, ...questions], `commands are ${allCommands.join(', ')}`),
  );
}

function placeOf(uri: string | undefined): string | undefined {
  const place = parseS3Uri(uri ?? '');
  return place && `${place.bucket}/${place.prefix}`;
}
