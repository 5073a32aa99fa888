export { type DecodeError, renderDecodeError, renderDecodeErrors } from './decode-error';
