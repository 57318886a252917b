package portineria.store;

/**
 * What every store must do: each sentence of this room's interfaces as a test. An implementation
 * passes it by a test class of three lines that says how its store is opened, see {@link
 * StoreUnderTest}.
 */
public interface StoreContract
    extends AppendContract,
        FlagContract,
        RemovalContract,
        RecoverableContract,
        AllMailContract,
        RecoveryContract,
        ViewContract,
        TreeContract,
        RenameContract,
        ListenerContract,
        ArrivalsContract,
        SessionContract,
        AdministrationContract,
        AccountNamesContract,
        AuditContract,
        DecisionsContract,
        QuotaContract,
        SharingContract,
        TroublesContract,
        ContentsContract,
        IntakeContract,
        ErasureContract,
        ModelContract {}
