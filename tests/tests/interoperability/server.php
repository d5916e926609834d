<?php
// The other side of our client: PHP's own SOAP server, with nothing but the WSDL. What it does is told by the
// first bytes of the document.
final class Desk
{
    public function SkickaTidredovisning(object $request): array
    {
        // xs:any arrives as XML; the document and the signatures arrive decoded.
        $document = $request->tidredovisning->_ ?? $request->tidredovisning;
        $signature = $request->{'assistent-signatur'};
        $order = strtok($document, ' ');
        if ($order === 'xml') {
            throw self::fault('XmlValidationError', "the document is wrong: å&<");
        }
        if ($order === 'signature') {
            throw self::fault('SignatureValidationError', $signature->datumForSignatur);
        }
        if ($order === 'server') {
            throw new SoapFault('Server', 'no disk');
        }
        $answer = ['tx-id' => hash('sha256', $document)];
        if ($order === 'more') {
            $more = '<x:more xmlns:x="urn:test:more" x:a="1">å<x:b/></x:more>';
            $answer['any'] = new SoapVar($more, XSD_ANYXML);
        }
        return $answer;
    }

    private static function fault(string $name, string $message): SoapFault
    {
        return new SoapFault('Client', 'refused', null, (object) ['message' => $message], $name);
    }
}

ini_set('soap.wsdl_cache_enabled', '0');
if ($_SERVER['REQUEST_METHOD'] === 'GET') {
    echo 'ready';
    return;
}
$server = new SoapServer(getenv('WSDL'), ['soap_version' => SOAP_1_1, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
$server->setObject(new Desk());
$server->handle();
