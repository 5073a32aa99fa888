import * as E from 'fp-ts/Either';
import { decodeImageTable, launcherFor } from './image-table';

const decode = (value: unknown) => decodeImageTable(value, 'images.json', '/project');
const tableOf = (value: unknown) => {
  const decoded = decode(value);
  if (E.isLeft(decoded)) throw new Error(decoded.left.message);
  return decoded.right;
};
const training = {
  image: '*/credit-risk/training:*',
  entrypoint: ['${settingsDir}/.venv/bin/python', '-m', 'training'],
  workingDirectory: 'jobs',
  environment: { PYTHONPATH: '${settingsDir}/jobs' },
};

describe('the image table', () => {
  it('puts its own folder for ${settingsDir}, and takes a working directory from there', () => {
    expect(tableOf({ images: [training] }).launchers).toEqual([
      {
        image: '*/credit-risk/training:*',
        entrypoint: ['/project/.venv/bin/python', '-m', 'training'],
        workingDirectory: '/project/jobs',
        environment: { PYTHONPATH: '/project/jobs' },
      },
    ]);
  });

  it('gives the first launcher whose pattern fits the whole image', () => {
    const table = tableOf({ images: [training, { image: '*', entrypoint: ['true'] }] });
    const entrypoint = (image: string) =>
      E.map(({ image: pattern }: { image: string }) => pattern)(launcherFor(table, image));
    expect(entrypoint('123456789012.dkr.ecr.eu-west-1.amazonaws.com/credit-risk/training:1')).toEqual(
      E.right('*/credit-risk/training:*'),
    );
    expect(entrypoint('other/credit-risk/training')).toEqual(E.right('*'));
  });

  it('takes no character of a pattern but * for more than itself', () => {
    const table = tableOf({ images: [{ image: 'a.b/c+d:1', entrypoint: ['true'] }] });
    expect(E.isRight(launcherFor(table, 'a.b/c+d:1'))).toBe(true);
    expect(E.isRight(launcherFor(table, 'axb/ccd:1'))).toBe(false);
  });

  it('without a fit names the image and the file to put it in', () => {
    expect(launcherFor(tableOf({ images: [] }), 'my/image:1')).toEqual(
      E.left('No launcher for the image my/image:1: add one to "images" in images.json.'),
    );
  });

  it.each([
    [[], 'expected {"images": [...]}'],
    [{ images: [1] }, 'images[0]: expected an object'],
    [{ images: [{ ...training, image: '' }] }, 'images[0].image'],
    [{ images: [training, { ...training, entrypoint: [] }] }, 'images[1].entrypoint'],
    [{ images: [{ ...training, workingDirectory: 1 }] }, 'images[0].workingDirectory'],
    [{ images: [{ ...training, environment: { A: 1 } }] }, 'images[0].environment'],
    [{ images: [{ ...training, entryPoint: [] }] }, 'images[0].entryPoint: unknown key'],
  ])('names the place of what is wrong in %j', (value, message) => {
    const decoded = decode(value);
    expect(E.isLeft(decoded) && decoded.left.message).toContain(message);
    expect(E.isLeft(decoded) && decoded.left.message).toContain('images.json');
  });
});
