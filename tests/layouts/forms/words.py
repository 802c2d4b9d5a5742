"""The labels that laboratories print, by language and field; written down from what reports print, not from the
vocabulary that they are read by."""

from __future__ import annotations

ENGLISH = {
    "sample_id": [
        "Sample ID", "Sample #", "Sample No.", "Lab ID", "Lab Sample ID", "Laboratory ID", "Sample Number", "Lab No.",
        "LIMS #", "Lab Sample #", "Sample Code", "Accession #", "Lab Reference #", "Specimen ID", "SampleID",
        "Sample Ref. No.", "Lab Tracking #", "Laboratory Sample Number", "Sample ID No.", "Sample Tracking ID",
        "Lab Sample Number", "Lab Identifier", "Sample Reference", "Lab Accession No.", "Laboratory No.",
    ],
    "batch": [
        "Batch #", "Lot #", "Batch No.", "Lot Number", "Batch/Lot", "Lot ID", "Batch ID", "Harvest Batch #",
        "Production Batch", "Batch / Lot No.", "Lot/Batch ID", "Client Batch #", "Manufacturing Lot", "Product Lot #",
        "Harvest Lot", "Batch Identifier", "Mfg Lot #", "Retail Batch ID", "Process Lot", "Lot No", "Batch or Lot #",
        "Harvest/Batch ID", "Product Batch Number", "Batch or Lot ID", "Lot / Batch", "Client Lot #", "Batch",
        "Batch Lot Code", "Harvest Batch ID", "Production Lot Number", "Lot Name", "Batch / Harvest #",
    ],
    "product": [
        "Sample Name", "Product Name", "Item Name", "Product", "Sample Description", "Strain", "Strain Name", "Item",
        "Product Description", "Item Description", "Client Sample Name", "Sample Identification", "Sample",
        "Description of Sample", "Name of Sample", "Material Name", "Client Sample ID", "Customer Sample Name",
        "Product Identification", "Sample Title", "Test Item", "Sample/Product Name", "Cultivar", "Name of Product",
        "Product/Strain", "Sample Description/Name", "Retail Product Name", "Test Article", "Description",
    ],
    "matrix": [
        "Matrix", "Sample Type", "Product Type", "Category", "Sample Matrix", "Product Category", "Type",
        "Matrix Type", "Material Type", "Sample Category", "Item Type", "Item Category", "Product Matrix",
        "Product Form", "Sample Form", "Type of Sample", "Type of Product", "Sample Class", "Matrix/Type",
        "Sample Type/Matrix", "Product Class", "Sample Material",
    ],
    "client": [
        "Client", "Customer", "Client Name", "Prepared for", "Submitted by", "Report To", "Report Prepared for",
        "Company", "Customer Name", "Account", "Requested by", "Sample Submitted by", "Tested for", "Issued to",
        "Client/Company", "Company Name", "Client Company", "Submitting Company", "Organization",
        "Report For", "Test Requested by", "Ordered by", "Account Name", "Samples Submitted by", "Results Reported To",
        "Client Business Name", "Customer / Company", "Prepared Exclusively for", "Certificate Prepared for",
    ],
    "producer": [
        "Producer", "Grower", "Cultivator", "Manufacturer", "Processor", "Licensee", "Cultivated by", "Grown by",
        "Manufactured by", "Produced by", "Farm", "Producer/Processor", "Cultivator Name", "Grower/Processor",
    ],
    "distributor": ["Distributor", "Distributed by", "Distributor Name", "Distributor / Retailer"],
    "harvested": ["Harvest Date", "Date Harvested", "Harvested", "Harvested on", "Date of Harvest"],
    "produced": [
        "Manufacture Date", "Mfg. Date", "Production Date", "Date Manufactured", "Packaged on", "Package Date",
        "Date of Manufacture", "Packaging Date", "Date Produced", "Manufactured on", "Pack Date", "Manufactured",
    ],
    "collected": [
        "Date Collected", "Collected", "Sampled", "Sampling Date", "Sample Date", "Date Sampled", "Collection Date",
        "Sampled on", "Date of Collection", "Collected on", "Date/Time Collected", "Sample Collected",
        "Date of Sampling", "Sampling Date/Time", "Sample Collection Date", "Date of Sample Collection",
    ],
    "received": [
        "Date Received", "Received", "Sample Received", "Received on", "Receipt Date", "Date of Receipt", "Rec'd",
        "Date Rec'd", "Received Date", "Received Date/Time", "Sample Receipt Date", "Intake Date", "Samples Received",
        "Date Sample Received", "Date Accepted", "Arrival Date", "Check-In Date", "Logged In", "Lab Received Date",
        "Date Received by Lab", "Date Submitted", "Sample Submission Date", "Date Logged In",
    ],
    "tested": [
        "Date Tested", "Tested", "Test Date", "Analysis Date", "Date Analyzed", "Analyzed", "Testing Date",
        "Date of Analysis", "Tested on", "Date of Test", "Analyzed on", "Date of Testing", "Analysis Completed",
        "Testing Completed", "Test Completion Date", "Date Analysis Completed", "Date(s) of Analysis", "Dates Tested",
    ],
    "completed": ["Completed", "Date Completed", "Completion Date", "Completed on"],
    "reported": [
        "Report Date", "Date Reported", "Reported", "Issued", "Date Issued", "Issue Date", "Date of Issue", "COA Date",
        "Certificate Date", "Report Issued", "Published", "Release Date", "Date of Report", "Report Created",
        "Reported on", "Report Generated", "Date Approved", "Date Released", "Final Report Date", "Report Issue Date",
        "Certificate Issued", "COA Issue Date", "Results Reported", "Date of Certificate", "Issued on", "Approved on",
    ],
    "expires": ["Expires", "Expiration Date", "Expiry", "Best by", "Use by", "Exp. Date", "Best Before", "Valid Until"],
}  # fmt: skip
NOISE = {
    "Order #": "ORD-20418", "Work Order": "WO 24-0311", "METRC ID": "1A4050300004D2F000018811",
    "METRC Tag": "1A40D0300000331000009127", "Source Package": "1A4060300002EE1000000412", "Package ID": "PK-558102",
    "Seed-to-Sale ID": "7731 0042 1188 5520", "Job #": "J-8812", "Project": "R&D 2026", "PO Number": "PO-7714",
    "COA #": "COA-24-7781", "Report #": "R-0047781-02", "Test ID": "T-99812", "Client ID": "C-2041",
    "Batch Size": "12.4 lb", "Sample Size": "15.2 g", "Sample Weight": "4.02 g", "Received by": "J. Marlow",
    "Sampled by": "K. Ostrander", "Analyst": "T. Quayle", "Condition": "Good", "Temperature": "21 °C",
    "Storage": "Ambient", "Method": "SOP-114", "Status": "Final", "Phone": "(555) 014-2281", "Revision": "0",
    "Email": "desk@harborlane.example", "Manifest #": "0003318842", "Chain of Custody": "COC-4418",
    "Instrument": "LC-2", "License Type": "Adult Use", "Sampling Method": "Grab", "Servings": "", "Notes": "",
    "Certificate #": "20418-A", "Report ID": "RPT-5512-1", "Quote #": "Q-118", "Invoice #": "INV-2217",
    "Sample Condition": "Intact", "Sampling Location": "Vault 2", "Sample Amount": "2 units", "Unit Count": "480",
    "Extraction Method": "Ethanol", "Analysis Started": None, "Test Start Date": None, "Date Printed": None,
    "Order Date": None,
}  # fmt: skip
"""Labels of what is no field asked for; None stands for a date."""

_SPANISH = {
    "sample_id": ["N.º de muestra", "ID de muestra", "Código de muestra", "Nº muestra", "Referencia laboratorio"],
    "batch": ["Lote", "Nº de lote", "Número de lote", "Lote/Partida", "Lote del producto"],
    "product": ["Producto", "Nombre del producto", "Nombre de la muestra", "Denominación", "Descripción de la muestra"],
    "matrix": ["Matriz", "Tipo de muestra", "Tipo de producto"],
    "client": ["Cliente", "Empresa", "Solicitante", "Solicitado por", "Nombre del cliente", "Razón social"],
    "collected": ["Fecha de muestreo", "Fecha de toma de muestra", "Fecha muestreo"],
    "received": ["Fecha de recepción", "Recibido", "Fecha recepción", "Recepción de la muestra"],
    "tested": ["Fecha de análisis", "Fecha de ensayo", "Fecha fin de análisis"],
    "reported": ["Fecha de emisión", "Fecha del informe", "Emitido", "Fecha informe"],
    "expires": ["Fecha de caducidad", "Caducidad"],
}
_ITALIAN = {
    "sample_id": ["Campione n.", "N. campione", "Numero campione", "Codice campione", "ID campione"],
    "batch": ["Lotto", "N. lotto", "Numero di lotto", "Lotto n.", "Partita/Lotto"],
    "product": ["Prodotto", "Denominazione", "Nome del prodotto", "Descrizione campione", "Descrizione del campione"],
    "matrix": ["Matrice", "Tipo di campione", "Tipologia campione", "Natura del campione"],
    "client": ["Cliente", "Committente", "Richiedente", "Ragione sociale", "Azienda", "Spett.le"],
    "collected": ["Data prelievo", "Data di campionamento", "Data del prelievo"],
    "received": ["Data ricevimento", "Data di ricevimento", "Data arrivo campione", "Ricevuto il", "Data accettazione"],
    "tested": ["Data fine analisi", "Data fine prova", "Data analisi"],
    "reported": ["Data emissione", "Data di emissione", "Data rapporto", "Emesso il"],
    "expires": ["Data di scadenza", "Scadenza"],
}
_GERMAN = {
    "sample_id": ["Probennummer", "Proben-Nr.", "Labornummer", "Proben-ID", "Probe Nr."],
    "batch": ["Charge", "Chargennummer", "Chargen-Nr.", "Charge/Lot", "Los-Nr.", "LOT"],
    "product": ["Probenbezeichnung", "Produktname", "Bezeichnung", "Produkt", "Probenbeschreibung", "Artikel"],
    "matrix": ["Matrix", "Probenart", "Produktart", "Probenmatrix"],
    "client": ["Auftraggeber", "Kunde", "Firma", "Kundenname"],
    "collected": ["Probenahme", "Probenahmedatum", "Entnahmedatum", "Datum der Probenahme"],
    "received": ["Probeneingang", "Eingangsdatum", "Eingang", "Datum Probeneingang", "Eingegangen am"],
    "tested": ["Prüfende", "Ende der Prüfung", "Analysedatum", "Prüfdatum", "Analyse abgeschlossen"],
    "reported": ["Berichtsdatum", "Ausstellungsdatum", "Datum des Berichts", "Erstellt am", "Prüfberichtsdatum"],
    "expires": ["Mindesthaltbarkeitsdatum", "MHD", "Haltbar bis"],
}
_FRENCH = {
    "sample_id": ["N° échantillon", "Échantillon n°", "Référence échantillon", "Réf. échantillon", "N° d'échantillon"],
    "batch": ["Lot", "N° lot", "Numéro de lot", "N° de lot"],
    "product": ["Produit", "Désignation", "Nom du produit", "Description de l'échantillon", "Nom de l'échantillon"],
    "matrix": ["Matrice", "Type d'échantillon", "Nature de l'échantillon"],
    "client": ["Client", "Donneur d'ordre", "Société", "Demandeur", "Nom du client"],
    "collected": ["Date de prélèvement", "Prélevé le", "Date d'échantillonnage"],
    "received": ["Date de réception", "Reçu le", "Réception", "Date de réception de l'échantillon"],
    "tested": ["Date d'analyse", "Date de fin d'analyse", "Analysé le"],
    "reported": ["Date d'émission", "Date du rapport", "Émis le", "Date d'édition"],
    "expires": ["DDM", "Date de péremption"],
}
_PORTUGUESE = {
    "sample_id": ["Nº da amostra", "Código da amostra", "Amostra n.º", "ID da amostra"],
    "batch": ["Lote", "Nº do lote", "Número do lote"],
    "product": ["Produto", "Designação da amostra", "Nome do produto", "Descrição da amostra"],
    "matrix": ["Matriz", "Tipo de amostra", "Natureza da amostra"],
    "client": ["Cliente", "Requerente", "Empresa", "Nome do cliente"],
    "collected": ["Data de amostragem", "Data da amostragem"],
    "received": ["Data de receção", "Data de recebimento", "Recebido em", "Data de entrada"],
    "tested": ["Data de análise", "Data de conclusão do ensaio", "Data do ensaio"],
    "reported": ["Data de emissão", "Data do relatório", "Emitido em"],
    "expires": ["Validade", "Data de validade"],
}
_DUTCH = {
    "sample_id": ["Monsternummer", "Monster nr.", "Monstercode", "Labnummer"],
    "batch": ["Batchnummer", "Lotnummer", "Partijnummer", "Charge"],
    "product": ["Product", "Monsteromschrijving", "Productnaam", "Omschrijving"],
    "matrix": ["Matrix", "Type monster", "Soort monster", "Producttype"],
    "client": ["Opdrachtgever", "Klant", "Klantnaam", "Bedrijf"],
    "collected": ["Datum monstername", "Monsternamedatum", "Bemonsteringsdatum"],
    "received": ["Datum ontvangst", "Ontvangstdatum", "Ontvangen op"],
    "tested": ["Analysedatum", "Datum analyse", "Einde analyse"],
    "reported": ["Rapportdatum", "Datum rapport", "Datum uitgifte", "Uitgiftedatum"],
    "expires": ["Houdbaarheidsdatum", "THT"],
}
LABELS = {
    "english": ENGLISH, "spanish": _SPANISH, "italian": _ITALIAN, "german": _GERMAN, "french": _FRENCH,
    "portuguese": _PORTUGUESE, "dutch": _DUTCH,
}  # fmt: skip
TITLES = {
    "english": ["Certificate of Analysis", "CERTIFICATE OF ANALYSIS", "Analytical Report", "Test Report", "COA",
                "Laboratory Report", "Quality Assurance Report", "Cannabis Test Results"],
    "spanish": ["Certificado de análisis", "INFORME DE ENSAYO", "Informe de resultados"],
    "italian": ["Rapporto di prova", "CERTIFICATO DI ANALISI"],
    "german": ["Prüfbericht", "Analysenzertifikat", "ANALYSEBERICHT"],
    "french": ["Rapport d'analyse", "CERTIFICAT D'ANALYSE"],
    "portuguese": ["Relatório de ensaio", "CERTIFICADO DE ANÁLISE"],
    "dutch": ["Analyserapport", "ANALYSECERTIFICAAT"],
}  # fmt: skip
HEADINGS = {
    "sample": ["Sample Information", "SAMPLE INFORMATION", "Sample Details", "Product Information", "Sample Data",
               "Product Details", "Sample Overview", "Sample"],
    "client": ["Client Information", "CLIENT INFORMATION", "Customer Information", "Client Details", "Client",
               "Customer", "Company Information", "Prepared For:", "Report To:", "Submitted By:", "CLIENT:",
               "Customer Details", "Client Info", "Prepared for", "Client / Submitter"],
    "lab": ["Laboratory Information", "LABORATORY", "Testing Laboratory", "Lab Information", "Laboratory:",
            "Prepared By:", "Tested By:", "Testing Facility", "Analyzed By:", "Test Facility", "Lab"],
    "dates": ["Dates", "Sample Dates", "Timeline", "Report Information", "Testing Information"],
}  # fmt: skip
